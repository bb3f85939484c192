/** Who a peer is and where it can be reached: keys, peer ids and multiaddrs. */
@NullMarked
package network.superblock.libp2p.peer;

import org.jspecify.annotations.NullMarked;
