package network.superblock.wire.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Term;
import network.superblock.wire.MessageType;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;

/** Everything that a signature covers. */
record SignedContent(
    NetworkId network,
    Topic topic,
    Bytes key,
    MessageType type,
    Sender sender,
    Term term,
    Bytes value) {

  private static final byte[] DOMAIN = "superblock.envelope.v1".getBytes(UTF_8);

  Hash32 digest() {
    var sha256 = sha256();
    add(sha256, DOMAIN);
    add(sha256, network.value().getBytes(UTF_8));
    add(sha256, topic.topicName().getBytes(UTF_8));
    add(sha256, key.toArray());
    add(sha256, type.wireName().getBytes(UTF_8));
    add(sha256, sender.id().getBytes(UTF_8));
    add(sha256, ByteBuffer.allocate(Long.BYTES).putLong(term.value()).array());
    add(sha256, value.toArray());
    return Hash32.of(sha256.digest());
  }

  /** The length first: no byte can move from one field to its neighbour. */
  private static void add(MessageDigest digest, byte[] field) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    digest.update(field);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
