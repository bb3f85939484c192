/** Who may promise blocks of which slot: the lookahead schedule. */
@NullMarked
package network.superblock.preconfirmation.lookahead;

import org.jspecify.annotations.NullMarked;
