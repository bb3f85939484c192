/** What a node knows, in Postgres. */
@NullMarked
package network.superblock.preconfirmation.postgres;

import org.jspecify.annotations.NullMarked;
