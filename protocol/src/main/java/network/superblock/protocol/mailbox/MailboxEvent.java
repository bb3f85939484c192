package network.superblock.protocol.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiReader;
import network.superblock.protocol.abi.MalformedAbiException;
import network.superblock.protocol.hash.Keccak256;

/** What the Mailbox contract logs. See SBCP section 8. */
public sealed interface MailboxEvent {

  Hash32 WRITTEN = messageTopic("MessageWritten");
  Hash32 DELIVERED = messageTopic("MessageDelivered");
  Hash32 CONSUMED = messageTopic("MessageConsumed");

  /** A contract wrote a message: the outbox root folded it. */
  record Written(MailboxMessage message) implements MailboxEvent {}

  /** The coordinator put a message in: no root changed. */
  record Delivered(MailboxMessage message) implements MailboxEvent {}

  /** A message was read for the first time: the inbox root folded it. */
  record Consumed(MailboxMessage message) implements MailboxEvent {}

  /** Anything that concerns no message. */
  record NoMessage() implements MailboxEvent {}

  /**
   * Reads a log of the mailbox on {@code chain}.
   *
   * @throws MalformedAbiException if it is not what the contract logs
   */
  static MailboxEvent read(ChainId chain, List<Hash32> topics, Bytes data)
      throws MalformedAbiException {
    if (topics.isEmpty()) return new NoMessage();
    Hash32 kind = topics.getFirst();
    if (kind.equals(WRITTEN)) return new Written(sent(chain, topics, data));
    if (kind.equals(DELIVERED)) return new Delivered(received(chain, topics, data));
    if (kind.equals(CONSUMED)) return new Consumed(received(chain, topics, data));
    return new NoMessage();
  }

  private static MailboxMessage sent(ChainId source, List<Hash32> topics, Bytes data)
      throws MalformedAbiException {
    requireFour(topics);
    ChainId destination = AbiReader.chain(topics.get(2));
    Address sender = AbiReader.address(topics.get(3));
    var rest = new AbiReader(data);
    var header =
        new MailboxHeader(
            source, destination, sender, rest.address(0), rest.word(1), rest.bytes(2));
    return keyed(topics.get(1), new MailboxMessage(header, rest.bytes(3)));
  }

  private static MailboxMessage received(ChainId destination, List<Hash32> topics, Bytes data)
      throws MalformedAbiException {
    requireFour(topics);
    ChainId source = AbiReader.chain(topics.get(2));
    Address receiver = AbiReader.address(topics.get(3));
    var rest = new AbiReader(data);
    var header =
        new MailboxHeader(
            source, destination, rest.address(0), receiver, rest.word(1), rest.bytes(2));
    return keyed(topics.get(1), new MailboxMessage(header, rest.bytes(3)));
  }

  private static void requireFour(List<Hash32> topics) throws MalformedAbiException {
    if (topics.size() != 4)
      throw new MalformedAbiException("a message is logged with " + topics.size() + " topics");
  }

  private static MailboxMessage keyed(Hash32 key, MailboxMessage message)
      throws MalformedAbiException {
    if (!MailboxKey.of(message.header()).hash().equals(key))
      throw new MalformedAbiException("a message is logged under the key " + key);
    return message;
  }

  private static Hash32 messageTopic(String name) {
    String signature = name + "(bytes32,uint256,address,address,uint256,bytes,bytes)";
    return Keccak256.hash(Bytes.of(signature.getBytes(US_ASCII)));
  }
}
