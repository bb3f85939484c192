/** A libp2p host: listens, dials, gossips, requests and answers. Start at {@code Libp2pHost}. */
@NullMarked
package network.superblock.libp2p;

import org.jspecify.annotations.NullMarked;
