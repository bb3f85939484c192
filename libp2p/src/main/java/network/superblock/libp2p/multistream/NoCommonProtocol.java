package network.superblock.libp2p.multistream;

import network.superblock.libp2p.wire.ProtocolViolation;

/** The other side supports none of the proposed protocols. */
public final class NoCommonProtocol extends ProtocolViolation {

  public NoCommonProtocol(String message) {
    super(message);
  }
}
