package network.superblock.sequencer.draft;

import network.superblock.contracts.MailboxContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.sequencer.evm.Trace;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;

/**
 * The account that speaks to the mailbox in the chain's name: it records slots and delivers
 * messages. It pays the base fee and no tip.
 */
public final class Coordinator {

  private final SigningKey key;
  private final ChainId chain;
  private final Address mailbox;

  public Coordinator(SigningKey key, ChainId chain, Address mailbox) {
    this.key = key;
    this.chain = chain;
    this.mailbox = mailbox;
  }

  public ChainId chain() {
    return chain;
  }

  public Address address() {
    return key.address();
  }

  public Address mailbox() {
    return mailbox;
  }

  /** The first transaction of every block. See SBCP section 5. */
  Run recordSlot(Executor executor, Overlay draft, Slot slot) {
    return run(executor, draft, MailboxContract.recordSlot(slot));
  }

  Run putInbox(Executor executor, Overlay draft, MailboxMessage message) {
    return run(executor, draft, MailboxContract.putInbox(message));
  }

  /** Runs the call with all the gas there is, to sign it with no more than it needs. */
  private Run run(Executor executor, Overlay draft, Bytes input) {
    Wei baseFee = draft.block().baseFee();
    long nonce = executor.account(draft, key.address()).nonce();
    long gas = draft.gasLeft();
    Trace trace =
        executor.trace(
            draft, key.address(), Transaction.call(nonce, gas, baseFee, Wei.ZERO, mailbox, input));
    // The mailbox does not look at the gas that is left, so a lower limit changes nothing.
    long limit = trace.gasUsed() + trace.gasUsed() / 8;
    if (limit > gas) return new Run.NoRoom();
    Transaction body = Transaction.call(nonce, limit, baseFee, Wei.ZERO, mailbox, input);
    SignedTransaction signed = SignedTransaction.sign(body, key, chain);
    return new Run.Ran(new Execution(signed, trace));
  }
}
