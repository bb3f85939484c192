package network.superblock.preconfirmation;

import org.jspecify.annotations.Nullable;

/** Why something asked of the node did not happen. See preconfirmation section 10. */
public abstract sealed class SdkException extends RuntimeException {

  private SdkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What was to be published is not valid, or must not be said. */
  public static final class Validation extends SdkException {
    private final String reason;

    /** {@code reason} is a label of preconfirmation section 5. */
    public Validation(String reason, String detail) {
      super(reason + ": " + detail, null);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /** The transport failed. */
  public static final class Network extends SdkException {
    public Network(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The store failed; nothing is known of what was to be kept. */
  public static final class Storage extends SdkException {
    public Storage(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** No answer in time. */
  public static final class Timeout extends SdkException {
    public Timeout(String message) {
      super(message, null);
    }
  }

  /** A bounded queue is full: nothing was done, try again later. */
  public static final class Backpressure extends SdkException {
    public Backpressure(String message) {
      super(message, null);
    }
  }

  /** A peer's answer is not what its protocol allows. */
  public static final class Decode extends SdkException {
    public Decode(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The node is stopped. */
  public static final class Shutdown extends SdkException {
    public Shutdown() {
      super("the node is stopped", null);
    }
  }

  /** Nobody is there to hear or to answer. */
  public static final class MissingPeer extends SdkException {
    public MissingPeer(String message) {
      super(message, null);
    }
  }

  /** The peer does not have what was asked for. */
  public static final class MissingData extends SdkException {
    public MissingData(String message) {
      super(message, null);
    }
  }

  /** A worker of the node ended abnormally. */
  public static final class Join extends SdkException {
    public Join(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A setting is wrong, or settings contradict each other. */
  public static final class Config extends SdkException {
    public Config(String message) {
      super(message, null);
    }
  }
}
