/** Round trips: whether a peer is still there, and how far away. */
@NullMarked
package network.superblock.libp2p.ping;

import org.jspecify.annotations.NullMarked;
