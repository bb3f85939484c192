package network.superblock.contracts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;

/** What a transaction's or a call frame's input asks a mailbox to do. */
public sealed interface MailboxInput {

  record Read(MailboxHeader header) implements MailboxInput {}

  record Write(MailboxMessage message) implements MailboxInput {}

  record PutInbox(MailboxMessage message) implements MailboxInput {}

  record RecordSlot(Slot slot) implements MailboxInput {}

  /**
   * Reads the input of a call to a mailbox; empty when it is none of these, or names a chain that
   * cannot be.
   *
   * @param chain the chain that the mailbox is on
   * @param caller who calls the mailbox: the sender of what it writes, the receiver of what it
   *     reads
   */
  static Optional<MailboxInput> of(Bytes input, ChainId chain, Address caller) {
    return Shape.READ
        .read(input, values -> Shape.read(values, chain, caller))
        .or(() -> Shape.WRITE.read(input, values -> Shape.write(values, chain, caller)))
        .or(() -> Shape.PUT_INBOX.read(input, values -> Shape.putInbox(values, chain)))
        .or(() -> Shape.RECORD_SLOT.read(input, values -> new RecordSlot(values.slot())));
  }

  /** A function's selector and parameters, as Mailbox.sol declares them. */
  @SuppressWarnings("rawtypes")
  final class Shape {

    private static final Shape READ = new Shape("read", "uint256", "address", "uint256", "bytes");
    private static final Shape WRITE =
        new Shape("write", "uint256", "address", "uint256", "bytes", "bytes");
    private static final Shape PUT_INBOX =
        new Shape("putInbox", "uint256", "address", "address", "uint256", "bytes", "bytes");
    private static final Shape RECORD_SLOT = new Shape("recordSlot", "uint64");

    private final Bytes selector;
    private final List<TypeReference<Type>> parameters;

    private Shape(String function, String... types) {
      selector = Abi.selector(function, List.of(types));
      parameters = Abi.types(types);
    }

    private Optional<MailboxInput> read(Bytes input, Function<Values, MailboxInput> reader) {
      if (input.size() < Abi.SELECTOR_SIZE || !input.slice(0, Abi.SELECTOR_SIZE).equals(selector)) {
        return Optional.empty();
      }
      try {
        Bytes arguments = input.slice(Abi.SELECTOR_SIZE, input.size());
        return Optional.of(reader.apply(new Values(Abi.decode(arguments, parameters))));
      } catch (MalformedAbiException e) {
        return Optional.empty();
      }
    }

    private static Read read(Values values, ChainId chain, Address caller) {
      ChainId source = values.chainId();
      Address sender = values.address();
      return new Read(
          new MailboxHeader(source, chain, sender, caller, values.word(), values.bytes()));
    }

    private static Write write(Values values, ChainId chain, Address caller) {
      ChainId destination = values.chainId();
      Address receiver = values.address();
      var header =
          new MailboxHeader(chain, destination, caller, receiver, values.word(), values.bytes());
      return new Write(new MailboxMessage(header, values.bytes()));
    }

    private static PutInbox putInbox(Values values, ChainId chain) {
      ChainId source = values.chainId();
      Address sender = values.address();
      Address receiver = values.address();
      var header =
          new MailboxHeader(source, chain, sender, receiver, values.word(), values.bytes());
      return new PutInbox(new MailboxMessage(header, values.bytes()));
    }
  }
}
