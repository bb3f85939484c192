/** Between the preconfirmation network and ours: the service's settings and its chains. */
@NullMarked
package network.superblock.gateway;

import org.jspecify.annotations.NullMarked;
