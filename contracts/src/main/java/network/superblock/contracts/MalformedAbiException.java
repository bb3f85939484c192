package network.superblock.contracts;

/** What a node or contract returned is not what the contract's ABI says: the wrong contract. */
public final class MalformedAbiException extends RuntimeException {

  MalformedAbiException(String message) {
    super(message);
  }

  MalformedAbiException(String message, Throwable cause) {
    super(message, cause);
  }
}
