/** Who signed a commitment. See preconfirmation section 2. */
@NullMarked
package network.superblock.preconfirmation.signature;

import org.jspecify.annotations.NullMarked;
