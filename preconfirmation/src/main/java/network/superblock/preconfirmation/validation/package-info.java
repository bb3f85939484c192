/** Which promises are valid, which must wait, which are wrong. See preconfirmation section 5. */
@NullMarked
package network.superblock.preconfirmation.validation;

import org.jspecify.annotations.NullMarked;
