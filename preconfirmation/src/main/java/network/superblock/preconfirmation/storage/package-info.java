/** What a node knows and must not forget: promises, transaction lists, what waits, evidence. */
@NullMarked
package network.superblock.preconfirmation.storage;

import org.jspecify.annotations.NullMarked;
