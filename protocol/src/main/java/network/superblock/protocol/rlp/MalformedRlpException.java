package network.superblock.protocol.rlp;

/**
 * The input is not the RLP that was asked for. Checked, because input from others may always be
 * wrong; without a stack trace, because a flood of it must stay cheap.
 */
public final class MalformedRlpException extends Exception {

  public MalformedRlpException(String message) {
    super(message, null, false, false);
  }

  /** Never null: every refusal says why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
