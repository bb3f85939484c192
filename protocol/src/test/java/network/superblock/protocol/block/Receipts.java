package network.superblock.protocol.block;

import java.util.Arrays;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxEvent;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxKey;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/** Receipts of EIP-1559 transactions, and the logs of a mailbox as its contract encodes them. */
final class Receipts {

  private Receipts() {}

  static Bytes success(RlpItem... logs) {
    return receipt(1, logs);
  }

  static Bytes failure() {
    return receipt(0);
  }

  static RlpItem written(MailboxMessage message) {
    MailboxHeader header = message.header();
    return log(
        SyntheticBlock.MAILBOX,
        MailboxEvent.WRITTEN,
        key(message),
        AbiWord.of(header.destination()),
        AbiWord.of(header.sender()),
        arguments(header.receiver(), message));
  }

  static RlpItem delivered(MailboxMessage message) {
    return received(MailboxEvent.DELIVERED, message);
  }

  static RlpItem consumed(MailboxMessage message) {
    return received(MailboxEvent.CONSUMED, message);
  }

  static RlpItem log(
      Address contract, Hash32 topic, Hash32 first, Hash32 second, Hash32 third, Bytes data) {
    return RlpList.of(
        RlpString.of(contract),
        RlpList.of(
            RlpString.of(topic), RlpString.of(first), RlpString.of(second), RlpString.of(third)),
        RlpString.of(data));
  }

  private static RlpItem received(Hash32 topic, MailboxMessage message) {
    MailboxHeader header = message.header();
    return log(
        SyntheticBlock.MAILBOX,
        topic,
        key(message),
        AbiWord.of(header.source()),
        AbiWord.of(header.receiver()),
        arguments(header.sender(), message));
  }

  private static Hash32 key(MailboxMessage message) {
    return MailboxKey.of(message.header()).hash();
  }

  private static Bytes arguments(Address other, MailboxMessage message) {
    Bytes label = dynamic(message.header().label());
    return AbiWord.of(other)
        .bytes()
        .concat(message.header().session().bytes())
        .concat(AbiWord.of(4 * AbiWord.SIZE).bytes())
        .concat(AbiWord.of(4 * AbiWord.SIZE + label.size()).bytes())
        .concat(label)
        .concat(dynamic(message.data()));
  }

  private static Bytes dynamic(Bytes value) {
    byte[] padded = Arrays.copyOf(value.toArray(), (value.size() + 31) / 32 * 32);
    return AbiWord.of(value.size()).bytes().concat(Bytes.of(padded));
  }

  private static Bytes receipt(int status, RlpItem... logs) {
    RlpList fields =
        RlpList.of(
            RlpString.of(status),
            RlpString.of(21_000),
            RlpString.of(Bytes.of(new byte[256])),
            RlpList.of(logs));
    return Bytes.fromHex("02").concat(fields.encoded());
  }
}
