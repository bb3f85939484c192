package network.superblock.runtime.lifecycle;

/** What a service depends on does not answer now; the same call may succeed later. */
public class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is away.
   *
   * @param message for people: what does not answer, and why
   */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
