package network.superblock.libp2p.gossip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.peer.Sha256;
import network.superblock.libp2p.wire.Bytes;

/** How a network derives message ids. */
public enum MessageIdScheme {
  /** Optimism's rule: SHA-256 over a domain and the (decompressed) data, 20 bytes. */
  KONA {
    @Override
    MessageId of(String topic, Message message) {
      return konaId(message.data(), new byte[0]);
    }
  },

  /** The same with the topic and its length in front of the data. */
  KONA_TOPIC {
    @Override
    MessageId of(String topic, Message message) {
      var name = topic.getBytes(StandardCharsets.UTF_8);
      var prefix = ByteBuffer.allocate(Long.BYTES + name.length).order(ByteOrder.LITTLE_ENDIAN);
      return konaId(message.data(), prefix.putLong(name.length).put(name).array());
    }
  },

  /** The gossipsub specification's default: author and sequence number. */
  AUTHOR_AND_SEQUENCE {
    @Override
    MessageId of(String topic, Message message) {
      return new MessageId(
          Bytes.concat(message.from().orElse(Bytes.EMPTY), message.sequence().orElse(Bytes.EMPTY)));
    }
  };

  private static final int SIZE = 20;
  private static final byte[] NOT_SNAPPY = {0, 0, 0, 0};
  private static final byte[] SNAPPY = {1, 0, 0, 0};

  abstract MessageId of(String topic, Message message);

  private static MessageId konaId(Bytes data, byte[] context) {
    var decompressed = SnappyProbe.decompress(data);
    var digest = Sha256.digest();
    digest.update(decompressed.isPresent() ? SNAPPY : NOT_SNAPPY);
    digest.update(context);
    digest.update(decompressed.orElse(data).unsafeArray());
    return new MessageId(Bytes.wrap(digest.digest()).slice(0, SIZE));
  }
}
