package network.superblock.runtime.lifecycle;

/** What starts before what; what starts last stops first. HTTP starts after all of them. */
public final class Phases {

  /** Watches over what the service depends on. */
  public static final int DEPENDENCIES = 0;

  /** The service's own work. */
  public static final int ACTIVITIES = 1000;

  /** Event streams end before HTTP waits for its last requests. */
  public static final int STREAMS = Integer.MAX_VALUE - 512;

  private Phases() {}
}
