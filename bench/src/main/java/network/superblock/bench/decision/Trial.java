package network.superblock.bench.decision;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import network.superblock.bench.decision.Cast.Pair;
import network.superblock.bench.decision.SlotReading.Passage;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Processor;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.envelope.SignedRecord;

/**
 * The xTs of one slot: for each pair of chains so many are offered at a time, and another one when
 * one of them is decided. Confined to the reader's thread until it is done.
 */
final class Trial {

  /**
   * What it came to.
   *
   * @param decided how many were committed in the window
   * @param aborted how many were not, because a vote came too late
   * @param processorMillis of the whole JVM: Kafka, the publisher and everyone around it
   */
  record Outcome(
      int decided, int aborted, Duration window, Latencies latencies, double processorMillis) {

    double perSecond() {
      return decided * 1e9 / window.toNanos();
    }
  }

  // A plain call of a contract, signed, has about so many bytes.
  private static final int TRANSACTION_BYTES = 200;
  private static final Duration LIFE = Duration.ofMinutes(5);

  private record Offer(XtId xt, SignedRecord record) {}

  private final Slot slot;
  private final Cast cast;
  private final int depth;
  private final List<Deque<Offer>> offers = new ArrayList<>();
  private final Map<XtId, Integer> pairs = new HashMap<>();
  private final Map<XtId, Long> started = new HashMap<>();
  private final Latencies latencies = new Latencies();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private double processorBefore;
  private double processorAfter;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MAX;
  private int decided;
  private int aborted;

  /**
   * A trial.
   *
   * @param cast whose pairs take part
   * @param depth how many xTs of one pair are offered at a time
   * @param xts how many there are at most, of all pairs together
   */
  Trial(Slot slot, Cast cast, int depth, int xts, Script script) {
    this.slot = slot;
    this.cast = cast;
    this.depth = depth;
    for (var pair = 0; pair < cast.pairs(); pair++) offers.add(prepare(pair, xts, script));
  }

  Slot slot() {
    return slot;
  }

  void opened(SlotSchedule schedule, Script script) {
    var last = schedule.cutoverOf(slot).minus(schedule.scpTimer());
    var open = Duration.between(schedule.startOf(slot), last);
    from = schedule.startOf(slot).plus(open.dividedBy(5));
    to = last.minus(open.dividedBy(20));
    for (var i = 0; i < depth; i++)
      for (var pair = 0; pair < cast.pairs(); pair++) offer(pair, script);
  }

  void started(StartSc start, Passage passage) {
    started.put(start.id(), passage.written());
  }

  void decided(Decided decision, Passage passage, Script script) {
    var written = started.remove(decision.xt());
    var pair = pairs.remove(decision.xt());
    if (written == null || pair == null) return;
    var now = Instant.now();
    if (now.isAfter(to)) {
      if (processorAfter == 0) processorAfter = Processor.millis();
      return;
    }
    if (!decision.decision().isCommit()) aborted++;
    else if (!now.isBefore(from)) {
      if (decided == 0) processorBefore = Processor.millis();
      decided++;
      latencies.add(passage.read() - written);
    }
    offer(pair, script);
  }

  void sealed() {
    if (decided == 0)
      outcome.completeExceptionally(new IllegalStateException(aborted + " aborted, none decided"));
    outcome.complete(
        new Outcome(
            decided,
            aborted,
            Duration.between(from, to),
            latencies,
            processorAfter - processorBefore));
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  private void offer(int pair, Script script) {
    var next = offers.get(pair).poll();
    if (next == null) {
      outcome.completeExceptionally(new IllegalStateException("there were too few xTs"));
      return;
    }
    pairs.put(next.xt(), pair);
    script.offer(next.record());
  }

  private Deque<Offer> prepare(int pair, int xts, Script script) {
    return IntStream.range(0, xts / cast.pairs())
        .parallel()
        .mapToObj(rank -> prepare(cast.pair(pair), rank, script))
        .collect(toCollection(ArrayDeque::new));
  }

  private Offer prepare(Pair pair, int rank, Script script) {
    var xt = new XtRequest(List.of(leg(pair.one()), leg(pair.other())));
    var now = Instant.now();
    var offer = new XtOffer(slot, xt, xt.id(), rank, now, now.plus(LIFE));
    return new Offer(offer.id(), script.signed(offer));
  }

  private static TransactionRequest leg(ChainId chain) {
    var content = new byte[TRANSACTION_BYTES];
    ThreadLocalRandom.current().nextBytes(content);
    return new TransactionRequest(chain, List.of(Bytes.of(content)));
  }
}
