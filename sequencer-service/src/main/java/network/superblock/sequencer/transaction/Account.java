package network.superblock.sequencer.transaction;

import network.superblock.wire.transaction.Wei;

/**
 * What a sender's account must look like for its next transaction.
 *
 * @param nonce of the next transaction
 * @param hasCode whether a contract stands there that is no delegation (EIP-7702)
 */
public record Account(long nonce, Wei balance, boolean hasCode) {}
