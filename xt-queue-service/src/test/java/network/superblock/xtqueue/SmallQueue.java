package network.superblock.xtqueue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import network.superblock.protocol.ChainId;

/** A queue with little room and its users, for all tests of the JVM. */
final class SmallQueue {

  /** Registered, but it takes no part now. */
  static final ChainId IDLE = new ChainId(55555);

  private static final class Holder {
    static final SmallQueue QUEUE = new SmallQueue();
  }

  final QueueClient client;

  private SmallQueue() {
    var network = new TestNetwork();
    network.rollups.put(IDLE, Rollups.Registration.INACTIVE);
    var context =
        network.startQueue(
            TestNetwork.database(SmallQueue.class),
            Map.of("superblock.queue.max-waiting", "4", "superblock.queue.max-per-signer", "2"));
    this.client = new QueueClient(context);
    client.awaitReady();
    Runnable close =
        () -> {
          context.close();
          network.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "small-queue-close"));
  }

  static SmallQueue shared() {
    return Holder.QUEUE;
  }

  void empty() {
    client
        .get("/api/v1/xts?status=QUEUED&limit=500")
        .body()
        .get("items")
        .forEach(xt ->
            client.send(
                "DELETE",
                "/api/v1/xts/" + xt.get("xtId").asString(),
                "application/json",
                BodyPublishers.noBody()));
  }
}
