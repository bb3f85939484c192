package network.superblock.runtime.inbox;

/** The inbox takes no more events: it was closed, or a step failed. */
public final class InboxStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InboxStoppedException(String name) {
    super("inbox " + name + " has stopped");
  }
}
