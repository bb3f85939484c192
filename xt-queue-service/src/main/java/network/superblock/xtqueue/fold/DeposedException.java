package network.superblock.xtqueue.fold;

/** Another replica folds the log now; nothing was written. */
public final class DeposedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DeposedException(Epoch epoch) {
    super("epoch " + epoch.value() + " is over: another replica leads");
  }
}
