/** The host's connections: who is dialled, who is let in, and which streams they carry. */
@NullMarked
package network.superblock.libp2p.swarm;

import org.jspecify.annotations.NullMarked;
