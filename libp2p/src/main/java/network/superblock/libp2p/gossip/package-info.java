/** Publish and subscribe: gossipsub 1.0 to 1.2 with peer scoring. Start at {@code Gossip}. */
@NullMarked
package network.superblock.libp2p.gossip;

import org.jspecify.annotations.NullMarked;
