package network.superblock.runtime.jsonrpc;

import org.jspecify.annotations.Nullable;

/** The node answered a call with an error. */
public final class JsonRpcException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;
  private final String nodeMessage;
  private final @Nullable String data;

  /**
   * An error as the node gave it.
   *
   * @param method the method that was called
   * @param data the error's data as text, for one what a reverted call returned in 0x-hex
   */
  public JsonRpcException(String method, int code, String nodeMessage, @Nullable String data) {
    super(method + ": " + nodeMessage + " (" + code + ")");
    this.code = code;
    this.nodeMessage = nodeMessage;
    this.data = data;
  }

  public int code() {
    return code;
  }

  /** The node's own words. */
  public String nodeMessage() {
    return nodeMessage;
  }

  public @Nullable String data() {
    return data;
  }
}
