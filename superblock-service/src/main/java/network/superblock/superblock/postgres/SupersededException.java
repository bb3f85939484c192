package network.superblock.superblock.postgres;

/** Another process of this service has started since and writes now. */
final class SupersededException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SupersededException(long own, long current) {
    super("writer " + current + " has taken over from writer " + own);
  }
}
