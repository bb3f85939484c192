/**
 * A node of the preconfirmation network. Start at {@code PreconfirmationSdk}; the module's README
 * has its lifecycle, an example, the schedule and the metrics.
 */
@NullMarked
package network.superblock.preconfirmation;

import org.jspecify.annotations.NullMarked;
