/** A node of the preconfirmation network. Start at {@code PreconfirmationSdk}. */
@NullMarked
package network.superblock.preconfirmation;

import org.jspecify.annotations.NullMarked;
