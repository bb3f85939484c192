package network.superblock.devnet.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import network.superblock.devnet.ground.Closing;
import network.superblock.devnet.service.ServiceHost.Running;
import network.superblock.embedded.StartFailedException;

/** Starts services and notices when one of them ends by itself. */
public final class Services {

  private final ServiceHost host;
  private final Closing closing;
  private final Consumer<String> progress;
  private final CompletableFuture<String> failed = new CompletableFuture<>();
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  /**
   * Starts nothing yet.
   *
   * @param closing stops the services
   * @param progress gets a line for each service
   */
  public Services(ServiceHost host, Closing closing, Consumer<String> progress) {
    this.host = host;
    this.closing = closing;
    this.progress = progress;
  }

  /**
   * Starts services in this order.
   *
   * @throws StartFailedException if one of them does not start
   */
  public void start(List<Service> services) {
    for (var service : services) {
      progress.accept("starting " + service);
      running.put(
          service.label(), closing.add(service.label(), host.start(service, failed::complete)));
    }
  }

  /** Stops a service that was started; without effect on one that is stopped. */
  public void stop(Service service) {
    var found = running.remove(service.label());
    if (found != null) found.close();
  }

  /**
   * Waits until services are ready, and sequencers take part in a slot.
   *
   * @throws StartFailedException if that does not happen in time, or one of them ends
   */
  public void awaitReady(List<Service> services) {
    try (var readiness = new Readiness()) {
      for (var service : services) readiness.await(service, failed);
    }
  }

  /** Something else that the services need has failed. */
  public void fail(String reason) {
    failed.complete(reason);
  }

  /** Completes with the reason when something ends that the network needs. */
  public CompletionStage<String> failed() {
    return failed.minimalCompletionStage();
  }
}
