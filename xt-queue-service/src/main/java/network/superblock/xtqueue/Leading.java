package network.superblock.xtqueue;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.queue.OfferRules;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.inbox.InboxOptions;
import network.superblock.runtime.inbox.InboxStoppedException;
import network.superblock.xtqueue.fold.LogRecord;
import network.superblock.xtqueue.fold.Takeover;
import network.superblock.xtqueue.postgres.FoldStore;
import network.superblock.xtqueue.postgres.OfferStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One time of leading: from the takeover until it is closed or cannot go on. */
final class Leading implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Leading.class);
  private static final InboxOptions INBOX = new InboxOptions("queue", 4096, 512);

  private final QueueDriver driver;
  private final Inbox<QueueInput> inbox;
  private final CompletableFuture<Optional<Throwable>> ended;
  private final NetworkLog.Reading reading;
  // One notice that something changed is enough until it is taken.
  private final AtomicBoolean noticed;

  /** What it takes to lead. */
  record Means(
      Stores stores,
      Topics topics,
      OfferSettings offers,
      Housekeeping housekeeping,
      QueueDriver.Surroundings surroundings) {}

  /** What is written to Postgres. */
  record Stores(FoldStore fold, OfferStore offers) {}

  /** What is read and written in Kafka. */
  record Topics(NetworkLog log, OfferTopic offers) {}

  /** What is offered when. */
  record OfferSettings(SlotSchedule schedule, OfferRules rules) {}

  /**
   * Takes over and begins.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if Kafka does not answer
   */
  Leading(Means means) {
    var takeover = means.stores().fold().takeOver().blockOptional().orElseThrow();
    log.info("leads in epoch {}, from {}", takeover.epoch().value(), takeover.position());
    var made = driver(means, takeover);
    var notice = new AtomicBoolean();
    var later = new LaterInInbox();
    this.driver = made;
    this.noticed = notice;
    this.inbox =
        Inbox.start(
            INBOX,
            means.surroundings().clock(),
            batch -> {
              notice.set(false);
              made.accept(batch, later);
            });
    this.ended = inbox.ended().toCompletableFuture();
    later.inbox.complete(inbox);
    try {
      this.reading = means.topics().log().read(takeover.position(), sink(inbox));
    } catch (RuntimeException e) {
      inbox.close();
      throw e;
    }
    inbox.offer(new QueueInput.Ticked());
  }

  /** There may be something to offer or to withdraw. */
  void storeChanged() {
    try {
      if (noticed.compareAndSet(false, true)) inbox.offer(new QueueInput.StoreChanged());
    } catch (InboxStoppedException _) {
      // Whoever leads next looks by itself.
    }
  }

  /** Why it cannot go on; empty while it does. */
  Optional<Throwable> failure() {
    return ended.getNow(Optional.empty());
  }

  @Override
  public void close() {
    driver.stop();
    reading.close();
    inbox.close();
    log.info("leads no more");
  }

  private static QueueDriver driver(Means means, Takeover takeover) {
    var desk =
        new OfferDesk(
            means.stores().offers(),
            means.topics().offers(),
            means.offers().schedule(),
            means.offers().rules(),
            means.surroundings().meters());
    return new QueueDriver(
        takeover, means.stores().fold(), desk, means.housekeeping(), means.surroundings());
  }

  private static NetworkLog.Sink sink(Inbox<QueueInput> inbox) {
    return record -> put(inbox, record);
  }

  private static void put(Inbox<QueueInput> inbox, LogRecord record) throws InterruptedException {
    try {
      inbox.put(new QueueInput.LogRead(record));
    } catch (InboxStoppedException _) {
      // The lead is over; the next one reads it again from its own place.
    }
  }

  /** The inbox for those who must exist before it. */
  private static final class LaterInInbox implements QueueDriver.Later {

    private final CompletableFuture<Inbox<QueueInput>> inbox = new CompletableFuture<>();

    @Override
    public void at(Instant due, QueueInput input) {
      inbox.join().at(due, input);
    }
  }
}
