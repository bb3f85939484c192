/**
 * Follows the network's own chains to what L1 has decided: their nodes forget what is below it, and
 * go on above it even where they missed a promise.
 */
@NullMarked
package network.superblock.gateway.settlement;

import org.jspecify.annotations.NullMarked;
