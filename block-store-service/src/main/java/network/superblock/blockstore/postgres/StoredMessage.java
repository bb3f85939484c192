package network.superblock.blockstore.postgres;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Sender;

/** Messages as they are stored: in their wire form, which every later version still reads. */
final class StoredMessage {

  private StoredMessage() {}

  static ByteBuffer encode(Sender sender, ProtocolMessage message) {
    return Statements.buffer(MessageCodec.encode(sender, message));
  }

  /**
   * Reads the column {@code message}.
   *
   * @throws IllegalStateException if it does not hold one of that type: nothing here wrote it
   */
  static <T extends ProtocolMessage> T read(Readable row, Class<T> type) {
    return switch (MessageCodec.decode(Statements.bytes(row, "message"))) {
      case Decoding.Decoded(_, var message) -> type.cast(message);
      case Decoding.Malformed(var reason) ->
          throw new IllegalStateException("a stored message cannot be read: " + reason);
    };
  }
}
