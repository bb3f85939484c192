package network.superblock.runtime.lifecycle;

/** A service's own work: it starts when all that the service depends on is there. */
public interface Activity {

  /**
   * Starts the work and returns. Called again after an {@link UnavailableException}, which must
   * leave nothing running; any other exception stops the service.
   */
  void start() throws Exception;

  /** Ends the work in good order. Also called when {@link #start} was not or did not succeed. */
  void stop();
}
