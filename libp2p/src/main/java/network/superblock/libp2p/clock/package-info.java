/** The only place of the module that asks the machine what time it is. */
@NullMarked
package network.superblock.libp2p.clock;

import org.jspecify.annotations.NullMarked;
