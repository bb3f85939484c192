package network.superblock.sequencer.pool;

import java.util.Optional;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.wire.transaction.SignedTransaction;

/** Whether a transaction entered the pool. */
public sealed interface PoolAdmission {

  /**
   * It is in.
   *
   * @param replaced the one of the same sender and nonce that had to go
   */
  record Admitted(Optional<SignedTransaction> replaced) implements PoolAdmission {}

  record Refused(TransactionRefusal refusal) implements PoolAdmission {}
}
