package network.superblock.sequencer;

/** The execution node answered with a JSON-RPC error. */
public class NodeRefusedException extends RuntimeException {

  private final int code;

  public NodeRefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return code;
  }
}
