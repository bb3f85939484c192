/** Agreement on the protocol of a connection or stream: multistream-select 1.0. */
@NullMarked
package network.superblock.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
