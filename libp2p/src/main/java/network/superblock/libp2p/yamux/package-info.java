/** Many streams over one connection, each with its own flow control: yamux. */
@NullMarked
package network.superblock.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
