package network.superblock.contracts;

import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxKey;
import network.superblock.protocol.mailbox.MailboxMessage;

/** What a rollup's mailbox says that it did. */
public sealed interface MailboxLog {

  /** Folded into the outbox root towards the message's destination. */
  record Written(MailboxKey key, MailboxMessage message) implements MailboxLog {}

  /** Put into the inbox by the coordinator; no root changed. */
  record Delivered(MailboxKey key, MailboxMessage message) implements MailboxLog {}

  /** Read for the first time, and folded into the inbox root towards the message's source. */
  record Consumed(MailboxKey key, MailboxMessage message) implements MailboxLog {}

  record SlotRecorded(Slot slot) implements MailboxLog {}

  record CoordinatorChanged(Address previous, Address current) implements MailboxLog {}

  /**
   * Reads a log entry; empty when it is none of the mailbox's. The caller compares {@link
   * ContractLog#contract()} with the mailbox's address: anyone can emit such an entry.
   *
   * @param chain the chain that the mailbox is on
   */
  static Optional<MailboxLog> of(ContractLog log, ChainId chain) {
    return Shapes.WRITTEN
        .read(log)
        .<MailboxLog>map(values -> Shapes.written(values, chain))
        .or(() -> Shapes.DELIVERED.read(log).map(values -> Shapes.delivered(values, chain)))
        .or(() -> Shapes.CONSUMED.read(log).map(values -> Shapes.consumed(values, chain)))
        .or(() -> Shapes.SLOT.read(log).map(values -> new SlotRecorded(values.slot())))
        .or(() ->
            Shapes.COORDINATOR
                .read(log)
                .map(values -> new CoordinatorChanged(values.address(), values.address())));
  }

  /** The layouts of the events, as IMailbox.sol declares them. */
  final class Shapes {

    private static final String[] MESSAGE = {
      "bytes32", "uint256", "address", "address", "uint256", "bytes", "bytes"
    };
    private static final EventShape WRITTEN = new EventShape("MessageWritten", 3, MESSAGE);
    private static final EventShape DELIVERED = new EventShape("MessageDelivered", 3, MESSAGE);
    private static final EventShape CONSUMED = new EventShape("MessageConsumed", 3, MESSAGE);
    private static final EventShape SLOT = new EventShape("SlotRecorded", 1, "uint64");
    private static final EventShape COORDINATOR =
        new EventShape("CoordinatorChanged", 2, "address", "address");

    private Shapes() {}

    private static Written written(Values values, ChainId chain) {
      var key = new MailboxKey(values.hash());
      ChainId destination = values.chainId();
      Address sender = values.address();
      Address receiver = values.address();
      var header =
          new MailboxHeader(chain, destination, sender, receiver, values.word(), values.bytes());
      return new Written(key, new MailboxMessage(header, values.bytes()));
    }

    private static Delivered delivered(Values values, ChainId chain) {
      var key = new MailboxKey(values.hash());
      return new Delivered(key, incoming(values, chain));
    }

    private static Consumed consumed(Values values, ChainId chain) {
      var key = new MailboxKey(values.hash());
      return new Consumed(key, incoming(values, chain));
    }

    private static MailboxMessage incoming(Values values, ChainId chain) {
      ChainId source = values.chainId();
      Address receiver = values.address();
      Address sender = values.address();
      var header =
          new MailboxHeader(source, chain, sender, receiver, values.word(), values.bytes());
      return new MailboxMessage(header, values.bytes());
    }
  }
}
