package network.superblock.gateway.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.SdkEvent;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.Subscription;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what one chain's node accepts, each commitment and each list once. While Kafka is away it
 * waits; what it misses meanwhile, and what a crash left, it finds in the node's storage.
 */
final class ToTopics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ToTopics.class);
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int AT_ONCE = 256;
  private static final int MOST_AWAITED = 4096;

  private final PreconfirmationSdk sdk;
  private final ChainId chain;
  private final TopicAppender appender;
  private final ServiceStop serviceStop;
  private final Subscription events;
  private final Thread thread;

  /** Lists that written commitments name and that were not here. Confined to the thread. */
  private final LinkedHashSet<Hash32> awaited = new LinkedHashSet<>();

  private interface Attempt<T> {
    T make() throws Exception;
  }

  private ToTopics(PreconfirmationSdk sdk, TopicAppender appender, ServiceStop serviceStop) {
    this.sdk = sdk;
    this.chain = sdk.config().chain();
    this.appender = appender;
    this.serviceStop = serviceStop;
    // Before the storage is looked through: nothing falls between the two.
    this.events = sdk.subscribe();
    this.thread = Thread.ofVirtual().name("to-topics-" + chain).unstarted(this::run);
  }

  static ToTopics start(PreconfirmationSdk sdk, TopicAppender appender, ServiceStop serviceStop) {
    var started = new ToTopics(sdk, appender, serviceStop);
    started.thread.start();
    return started;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    events.close();
  }

  private void run() {
    try {
      writeStored();
      while (true) take(events.nextEvent(PATIENCE));
    } catch (InterruptedException | SdkException.Shutdown _) {
      // Closed, or the node is.
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted())
        serviceStop.because("What is accepted on chain " + chain + " cannot be written", e);
    }
  }

  /** Takes an event and what came with it: they share one look at the topics' end. */
  private void take(Optional<SdkEvent> first) throws InterruptedException {
    var fresh = new LinkedHashMap<Hash32, Accepted>();
    var missed = false;
    var next = first;
    while (next.isPresent()) {
      missed |= next.get() instanceof SdkEvent.EventsMissed;
      fresh.putAll(acceptedIn(next.get()));
      next = fresh.size() < AT_ONCE ? events.nextEvent(Duration.ZERO) : Optional.empty();
    }
    write(fresh);
    if (missed) writeStored();
  }

  private Map<Hash32, Accepted> acceptedIn(SdkEvent event) {
    return switch (event) {
      case SdkEvent.CommitmentAccepted(var known, var _) -> Accepted.of(known);
      // Anybody may gossip any list: only those that a commitment names are worth a record.
      case SdkEvent.TxListAccepted(var hash, var _, var _) ->
          awaited.remove(hash) ? Map.of(hash, new Accepted.TxList(hash)) : Map.of();
      case SdkEvent.CommitmentPending _,
          SdkEvent.Refused _,
          SdkEvent.EquivocationFound _,
          SdkEvent.HeadChanged _,
          SdkEvent.SyncChanged _,
          SdkEvent.GapFound _,
          SdkEvent.ReorgNoticed _,
          SdkEvent.PeerBanned _,
          SdkEvent.EventsMissed _ ->
          Map.of();
    };
  }

  /** Of several promises of one block the one that stands: the others are history. */
  private void writeStored() throws InterruptedException {
    var storage = sdk.storage();
    var from =
        insist(() -> storage.confirmedTip().map(ConfirmedTip::blockNumber).orElse(UInt256.ZERO));
    while (true) {
      var start = from.next();
      var page = insist(() -> storage.commitments(start, AT_ONCE));
      if (page.isEmpty()) return;
      var stored = new LinkedHashMap<Hash32, Accepted>();
      for (var known : page) stored.putAll(Accepted.of(known));
      write(stored);
      from = page.getLast().blockNumber();
    }
  }

  private void write(Map<Hash32, Accepted> accepted) throws InterruptedException {
    if (accepted.isEmpty()) return;
    var _ =
        insist(() -> {
          appender.append(chain, accepted, this::messageOf);
          return true;
        });
  }

  private Optional<Outgoing> messageOf(Accepted accepted) {
    return switch (accepted) {
      case Accepted.Commitment(var known) -> {
        var signed = Bytes.of(known.signed().encode().unsafeArray());
        yield Optional.of(
            Outgoing.of(Topic.PRECONF_COMMITMENT, new Preconfirmation.Commitment(chain, signed)));
      }
      case Accepted.TxList(var hash) -> {
        var list = sdk.storage().txList(hash);
        if (list.isEmpty()) await(hash);
        yield list.map(body ->
            Outgoing.of(
                Topic.PRECONF_TXLIST,
                new Preconfirmation.TxList(chain, hash, Bytes.of(body.unsafeArray()))));
      }
    };
  }

  private void await(Hash32 list) {
    awaited.add(list);
    if (awaited.size() > MOST_AWAITED) awaited.removeFirst();
  }

  private <T> T insist(Attempt<T> attempt) throws InterruptedException {
    for (var failures = 1; ; failures++) {
      try {
        var made = attempt.make();
        if (failures > 1) log.info("goes on writing what is accepted on chain {}", chain);
        return made;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (!Outage.is(e) && !(e instanceof SdkException.Storage))
          throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        if (failures == 1)
          log.warn("cannot write what is accepted on chain {} now: {}", chain, Reason.of(e));
      }
      Thread.sleep(BackOff.DEFAULT.after(failures));
    }
  }
}
