package network.superblock.wire;

import network.superblock.protocol.message.ProtocolMessage;

/** What a record's value turned out to be. Bytes from outside are answered, never thrown. */
public sealed interface Decoding {

  record Decoded(Sender sender, ProtocolMessage message) implements Decoding {}

  /**
   * Not a message of this protocol, now or ever.
   *
   * @param reason for people and the dead-letter topic; names the field where it can
   */
  record Malformed(String reason) implements Decoding {}
}
