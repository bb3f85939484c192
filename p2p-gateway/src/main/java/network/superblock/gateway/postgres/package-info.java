/** What the gateway itself keeps, beside its chains' nodes, in the same schema. */
@NullMarked
package network.superblock.gateway.postgres;

import org.jspecify.annotations.NullMarked;
