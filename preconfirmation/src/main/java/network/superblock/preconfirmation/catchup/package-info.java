/** How a node learns what it missed, as a pure function. See preconfirmation section 7. */
@NullMarked
package network.superblock.preconfirmation.catchup;

import org.jspecify.annotations.NullMarked;
