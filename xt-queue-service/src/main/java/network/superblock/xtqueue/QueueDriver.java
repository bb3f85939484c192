package network.superblock.xtqueue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.superblock.protocol.XtId;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.xtqueue.QueueInput.LogRead;
import network.superblock.xtqueue.QueueInput.StoreChanged;
import network.superblock.xtqueue.QueueInput.Ticked;
import network.superblock.xtqueue.QueueInput.WriteFailed;
import network.superblock.xtqueue.fold.Epoch;
import network.superblock.xtqueue.fold.Fold;
import network.superblock.xtqueue.fold.LogRecord;
import network.superblock.xtqueue.fold.Takeover;
import network.superblock.xtqueue.postgres.FoldStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the one leading replica does: it folds the log into the store, a batch of records at a time,
 * and keeps offers in front of the publisher. While Postgres is away it waits. Confined to the
 * inbox's thread.
 */
final class QueueDriver {

  private static final Logger log = LoggerFactory.getLogger(QueueDriver.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final Epoch epoch;
  private final FoldStore store;
  private final OfferDesk offers;
  private final Housekeeping housekeeping;
  private final InstantSource clock;
  private final QueueMeters meters;
  private volatile boolean stopped;

  QueueDriver(
      Takeover takeover,
      FoldStore store,
      OfferDesk offers,
      Housekeeping housekeeping,
      Surroundings surroundings) {
    this.epoch = takeover.epoch();
    this.store = store;
    this.offers = offers;
    this.housekeeping = housekeeping;
    this.clock = surroundings.clock();
    this.meters = surroundings.meters();
    offers.begin(takeover.standing());
  }

  /** What everything here uses. */
  record Surroundings(InstantSource clock, QueueMeters meters) {}

  /**
   * Takes what came in.
   *
   * @param later is given what comes in by itself: the next tick, writes that failed
   */
  void accept(List<QueueInput> batch, Later later) throws InterruptedException {
    var records = batch.stream().flatMap(QueueDriver::recordOf).toList();
    if (!records.isEmpty()) fold(records);
    for (var input : batch)
      switch (input) {
        case LogRead _, StoreChanged _ -> {}
        case WriteFailed failed -> offers.notWritten(failed.xts());
        case Ticked _ -> {
          patiently(() -> housekeeping.run(clock.instant()));
          later.at(clock.instant().plus(TICK), new Ticked());
        }
      }
    Consumer<List<XtId>> failed = xts -> later.at(retry(), new WriteFailed(xts));
    patiently(() -> {
      offers.offer(epoch, clock.instant(), failed);
      return batch;
    });
  }

  /** What an inbox does with what is due later. */
  interface Later {
    void at(Instant due, QueueInput input);
  }

  /** Waits for nothing any more: what is not done is done by the next leader. */
  void stop() {
    stopped = true;
  }

  private void fold(List<LogRecord> records) throws InterruptedException {
    Fold.Result result =
        patiently(() -> store.fold(epoch, records, clock.instant()).blockOptional().orElseThrow());
    offers.folded(result);
    for (var news : result.news()) {
      meters.happened(news);
      log.info("{} {} {}", news.name(), news.xt(), news.status());
    }
  }

  private <T> T patiently(Supplier<T> action) throws InterruptedException {
    for (var failures = 1; ; failures++) {
      try {
        return action.get();
      } catch (RuntimeException e) {
        if (!Outage.is(e) || stopped) throw e;
        if (failures == 1) log.warn("waiting, to try again: {}", Reason.of(e));
      }
      Thread.sleep(BACK_OFF.after(failures));
    }
  }

  private Instant retry() {
    return clock.instant().plus(TICK);
  }

  private static Stream<LogRecord> recordOf(QueueInput input) {
    return switch (input) {
      case LogRead read -> Stream.of(read.record());
      case StoreChanged _, WriteFailed _, Ticked _ -> Stream.empty();
    };
  }
}
