/** What peers tell each other about themselves: identify and identify push. */
@NullMarked
package network.superblock.libp2p.identify;

import org.jspecify.annotations.NullMarked;
