package network.superblock.libp2p.wire;

/**
 * A peer sent what its protocol does not allow. The sender is at fault: the stream or the
 * connection that carried it is closed. It has no stack trace, so that bad peers stay cheap.
 */
public class ProtocolViolation extends RuntimeException {

  public ProtocolViolation(String message) {
    super(message, null, false, false);
  }
}
