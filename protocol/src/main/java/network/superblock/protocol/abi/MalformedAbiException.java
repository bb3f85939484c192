package network.superblock.protocol.abi;

/**
 * The input is not the ABI encoding that was asked for. Without a stack trace: it must be cheap.
 */
public final class MalformedAbiException extends Exception {

  public MalformedAbiException(String message) {
    super(message, null, false, false);
  }

  /** Never null: every refusal says why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
