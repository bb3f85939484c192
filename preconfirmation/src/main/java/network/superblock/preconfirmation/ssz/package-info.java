/**
 * The network's SSZ containers, read strictly and written exactly. See preconfirmation section 1.
 */
@NullMarked
package network.superblock.preconfirmation.ssz;

import org.jspecify.annotations.NullMarked;
