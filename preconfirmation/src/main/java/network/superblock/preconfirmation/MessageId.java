package network.superblock.preconfirmation;

import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/**
 * What names a message for deduplication: keccak256 of its topic, a zero byte and its payload. The
 * network's own id leaves out the topic, so that a replay elsewhere would hide the message.
 */
public record MessageId(Hash32 hash) {

  public static MessageId of(String topic, Bytes payload) {
    var name = topic.getBytes(StandardCharsets.UTF_8);
    var hasher = new Keccak256().update(name).update((byte) 0);
    return new MessageId(Hash32.of(hasher.update(payload.unsafeArray()).digest()));
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
