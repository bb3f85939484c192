/** The gateway's REST surface and event stream. */
@NullMarked
package network.superblock.gateway.http;

import org.jspecify.annotations.NullMarked;
