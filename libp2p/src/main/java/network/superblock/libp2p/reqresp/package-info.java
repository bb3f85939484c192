/** Questions and answers: one stream each, one length-prefixed frame in either direction. */
@NullMarked
package network.superblock.libp2p.reqresp;

import org.jspecify.annotations.NullMarked;
