package network.superblock.superblock.postgres;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;

/** A SlotClosed as it is kept: in its wire form, which later versions can read. */
final class StoredSlotClosed {

  // The record is kept for what it says; who wrote it was verified when it was read.
  private static final Sender WRITER = new Sender.Publisher(Role.SLOT_SERVICE, "log");

  private StoredSlotClosed() {}

  static byte[] write(SlotClosed closed) {
    return MessageCodec.encode(WRITER, closed).toArray();
  }

  static SlotClosed read(byte[] stored) {
    return switch (MessageCodec.decode(Bytes.of(stored))) {
      case Decoding.Decoded(_, SlotClosed closed) -> closed;
      case Decoding.Decoded decoded ->
          throw new IllegalStateException("stored where a SlotClosed belongs: " + decoded);
      case Decoding.Malformed(var reason) ->
          throw new IllegalStateException("a stored SlotClosed does not read: " + reason);
    };
  }
}
