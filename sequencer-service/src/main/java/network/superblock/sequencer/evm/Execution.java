package network.superblock.sequencer.evm;

import network.superblock.wire.transaction.SignedTransaction;

/** A transaction and what it did where it stands in a draft. */
public record Execution(SignedTransaction transaction, Trace trace) {}
