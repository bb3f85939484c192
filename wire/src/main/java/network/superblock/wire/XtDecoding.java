package network.superblock.wire;

import network.superblock.protocol.message.XtRequest;

/** What bytes that a user sent as an XTRequest turned out to be. */
public sealed interface XtDecoding {

  record Decoded(XtRequest request) implements XtDecoding {}

  /**
   * Not an XTRequest in its one canonical form.
   *
   * @param reason for people
   */
  record Malformed(String reason) implements XtDecoding {}
}
