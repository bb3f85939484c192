package network.superblock.cli;

/** The exit codes of every command. */
public final class Exit {

  public static final int OK = 0;

  /** The answer is no: not found, refused, or the doctor found something wrong. */
  public static final int NO = 1;

  /** The command line cannot be understood. */
  public static final int USAGE = 2;

  /** A broker or a service does not answer. */
  public static final int UNREACHABLE = 3;

  private Exit() {}
}
