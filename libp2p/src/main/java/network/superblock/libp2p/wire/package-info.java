/** Byte strings, unsigned varints and protobuf fields, read strictly and within limits. */
@NullMarked
package network.superblock.libp2p.wire;

import org.jspecify.annotations.NullMarked;
