package network.superblock.devnet.service;

import java.util.function.Consumer;

/** Runs services. */
public sealed interface ServiceHost permits SharedJvm, OwnProcesses {

  /**
   * Starts a service; it may not be ready yet. To close what is returned stops it.
   *
   * @param ended is told why, when the service ends without having been closed
   */
  Running start(Service service, Consumer<String> ended);

  /** A service that was started. */
  interface Running extends AutoCloseable {

    @Override
    void close();
  }
}
