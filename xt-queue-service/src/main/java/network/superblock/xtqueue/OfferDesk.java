package network.superblock.xtqueue;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.queue.OfferRules;
import network.superblock.protocol.queue.OfferWindow;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.xtqueue.fold.Epoch;
import network.superblock.xtqueue.fold.Fold;
import network.superblock.xtqueue.fold.SlotStanding;
import network.superblock.xtqueue.postgres.OfferStore;
import network.superblock.xtqueue.postgres.OfferStore.Chains;

/**
 * Keeps the window of offers full while the slot takes xTs. What is offered is marked in the store
 * before it is written; what was marked and perhaps not written is written again, which is harmless
 * to the publisher. Confined to the driver's thread.
 */
final class OfferDesk {

  private final OfferStore store;
  private final OfferTopic topic;
  private final SlotSchedule schedule;
  private final QueueMeters meters;
  private final OfferWindow window;
  private final Set<XtId> unwritten = new HashSet<>();
  private final Set<XtId> withdrawn = new HashSet<>();
  private SlotStanding standing = SlotStanding.NONE;
  private boolean isLoaded;

  OfferDesk(
      OfferStore store,
      OfferTopic topic,
      SlotSchedule schedule,
      OfferRules rules,
      QueueMeters meters) {
    this.store = store;
    this.topic = topic;
    this.schedule = schedule;
    this.window = new OfferWindow(rules);
    this.meters = meters;
  }

  /** Begins where another leader may have marked offers that it never wrote. */
  void begin(SlotStanding slot) {
    standing = slot;
    isLoaded = false;
  }

  /** The log moved on: what started, or whose slot closed, stands offered no more. */
  void folded(Fold.Result result) {
    if (!result.standing().slot().equals(standing.slot())) forgetAll();
    standing = result.standing();
    for (var entry : result.changed())
      if (entry.offeredIn().isEmpty()) {
        window.remove(entry.id());
        unwritten.remove(entry.id());
        withdrawn.remove(entry.id());
      }
  }

  /** They may stand in the topic or not. */
  void notWritten(Collection<XtId> xts) {
    unwritten.addAll(xts);
    withdrawn.removeAll(xts);
  }

  /**
   * Writes what is to be written now.
   *
   * @param failed is told which xTs a write was about that Kafka did not acknowledge
   */
  void offer(Epoch epoch, Instant now, Consumer<List<XtId>> failed) {
    if (!isOpen(now)) return;
    if (!isLoaded) load();
    withdraw(failed);
    rewrite(failed);
    fill(epoch, now, failed);
  }

  private boolean isOpen(Instant now) {
    return !standing.eligible().isEmpty() && schedule.canStillVote(standing.slot(), now);
  }

  private void load() {
    forgetAll();
    var stands = store.standing(standing.slot()).collectList().blockOptional().orElseThrow();
    for (var each : stands) {
      window.add(each.xt(), each.chains());
      unwritten.add(each.xt());
    }
    isLoaded = true;
  }

  private void withdraw(Consumer<List<XtId>> failed) {
    if (window.size() == 0) return;
    var slot = standing.slot();
    var wanted = store.withdrawing(slot).collectList().blockOptional().orElseThrow();
    var fresh = wanted.stream().filter(withdrawn::add).toList();
    if (fresh.isEmpty()) return;
    write(fresh, fresh.stream().map(xt -> new XtWithdrawal(slot, xt)).toList(), failed);
    meters.withdrawn(fresh.size());
  }

  private void rewrite(Consumer<List<XtId>> failed) {
    if (unwritten.isEmpty()) return;
    var offers = store.offersOf(unwritten).collectList().blockOptional().orElseThrow();
    unwritten.clear();
    write(offers, failed);
  }

  private void fill(Epoch epoch, Instant now, Consumer<List<XtId>> failed) {
    var room = window.withRoom(standing.eligible());
    // An xT needs two chains.
    if (room.size() < 2) return;
    var chains = new Chains(room, standing.eligible());
    // Until the transaction is over, the window shows what may not come to be.
    isLoaded = false;
    var offers =
        store
            .offer(epoch, standing.slot(), chains, now, found -> window.fill(found, now))
            .blockOptional()
            .orElseThrow();
    isLoaded = true;
    if (!offers.isEmpty()) Failpoints.reach("xt-queue.offer-marked");
    write(offers, failed);
    meters.offered(offers.size());
  }

  private void write(List<XtOffer> offers, Consumer<List<XtId>> failed) {
    if (!offers.isEmpty()) write(offers.stream().map(XtOffer::id).toList(), offers, failed);
  }

  private void write(
      List<XtId> xts, List<? extends ProtocolMessage> messages, Consumer<List<XtId>> failed) {
    var _ =
        topic
            .write(messages)
            .whenComplete((_, failure) -> {
              if (failure != null) failed.accept(xts);
            });
  }

  private void forgetAll() {
    window.clear();
    unwritten.clear();
    withdrawn.clear();
  }
}
