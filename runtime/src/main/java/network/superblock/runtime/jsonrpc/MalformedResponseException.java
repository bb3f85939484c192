package network.superblock.runtime.jsonrpc;

/** What the node sent is no answer to the call, or larger than is read. */
public final class MalformedResponseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MalformedResponseException(String message) {
    super(message);
  }
}
