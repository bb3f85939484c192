/** Encryption and authentication of connections: Noise XX with libp2p's identity payload. */
@NullMarked
package network.superblock.libp2p.noise;

import org.jspecify.annotations.NullMarked;
