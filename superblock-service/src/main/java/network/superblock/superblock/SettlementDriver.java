package network.superblock.superblock;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.slot.SettlementGate;
import network.superblock.superblock.PublishingStatus.Behind;
import network.superblock.superblock.PublishingStatus.Halted;
import network.superblock.superblock.PublishingStatus.Held;
import network.superblock.superblock.PublishingStatus.Working;
import network.superblock.superblock.SettlementStore.StoredAttempt;
import network.superblock.superblock.l1.SettlementReader;
import network.superblock.superblock.publishing.Attempt;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.PublishingLane;
import network.superblock.superblock.publishing.Review.Agreed;
import network.superblock.superblock.publishing.Review.Ahead;
import network.superblock.superblock.publishing.Review.Disagreed;
import network.superblock.superblock.publishing.SettlementReview;
import network.superblock.superblock.publishing.Standing;
import network.superblock.superblock.publishing.Standing.Anchor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Brings L1 and the stored superblocks together, one look at a time: first what L1 did, then what
 * to send. It remembers nothing between two looks but for the log. Confined to one thread.
 */
final class SettlementDriver {

  private static final Logger log = LoggerFactory.getLogger(SettlementDriver.class);

  private final SettlementStore store;
  private final SettlementReader l1;
  private final PublishingLane lane;
  private final LaneSender sender;
  private final Audit audit;
  private final SuperblockObserver observer;
  private PublishingStatus status = new PublishingStatus.Starting();
  private List<StoredAttempt> inFlight = List.of();

  /** Whom the driver works with. */
  record Outside(
      SettlementStore store,
      SettlementReader l1,
      LaneSender sender,
      Audit audit,
      SuperblockObserver observer) {}

  SettlementDriver(Outside outside, PublishingLane lane) {
    this.store = outside.store();
    this.l1 = outside.l1();
    this.sender = outside.sender();
    this.audit = outside.audit();
    this.observer = outside.observer();
    this.lane = lane;
  }

  /** Looks at L1 once and does what follows from it. */
  void look() {
    try {
      compare();
    } catch (DamagedSuperblockException e) {
      var lastValid = new SuperblockNumber(e.number().value() - 1);
      report(new Halted(e.number(), lastValid, e.reason()));
    }
  }

  private void compare() {
    var standing = await(store.standing());
    var view = l1.look(standing.followed());
    observer.looked(standing, view);
    switch (SettlementReview.of(standing, view)) {
      case Agreed(var changes) -> agree(standing, view, changes);
      case Ahead(var changes, var unknown) -> {
        apply(changes);
        report(new Behind(unknown));
      }
      case Disagreed(var at, var reason) -> report(halted(standing, view, at, reason));
    }
  }

  /** L1 or the database is away. */
  void away(String reason) {
    report(new PublishingStatus.Away(reason));
  }

  private void agree(Standing standing, L1View view, List<Change> changes) {
    var rollBacks =
        changes.stream().filter(RolledBack.class::isInstance).map(RolledBack.class::cast).toList();
    for (var rollBack : rollBacks) {
      var lastValid = new Anchor(rollBack.lastValid(), rollBack.lastValidHash());
      if (!await(store.knows(lastValid))) {
        var reason = "L1 rolled back to %s, which is not ours".formatted(lastValid);
        report(halted(standing, view, rollBack.lastValid(), reason));
        return;
      }
    }
    apply(changes);
    // What they leave is another state, which L1 has to be compared with again.
    if (!rollBacks.isEmpty()) {
      compare();
      return;
    }
    var fault = audit.run(view);
    // Whatever stands on a superblock that is not what it was would have to be rolled back.
    if (fault.isPresent()) report(refused(fault.get()));
    else publish(changes.isEmpty() ? standing : await(store.standing()), view);
  }

  private void apply(List<Change> changes) {
    for (var applied : await(store.apply(changes))) {
      if (!(applied.change() instanceof Change.Followed)) log.info("L1: {}", applied.change());
      observer.applied(applied);
      if (applied.change() instanceof Change.Included included)
        sender.receipt(included.where().transaction()).ifPresent(observer::mined);
    }
  }

  private void publish(Standing standing, L1View view) {
    reportSpent(view);
    var stored = await(store.attempts(view.nonce()));
    inFlight = stored;
    var known = l1.known(stored.stream().map(each -> each.transaction().hash()).toList());
    var attempts = new TreeMap<Nonce, Attempt>();
    for (var each : stored) attempts.put(each.nonce(), each.seenBy(known));
    var outcome = sender.carryOut(lane.next(standing, view, attempts), stored, view);
    if (standing.gate() instanceof SettlementGate.Held(var rollBack)) report(new Held(rollBack));
    else
      report(
          await(store.refusal())
              .<PublishingStatus>map(this::refused)
              .orElseGet(() -> outcome.orElseGet(() -> working(standing, view))));
  }

  /** Transactions whose nonce was spent and that published nothing. */
  private void reportSpent(L1View view) {
    for (var attempt : inFlight)
      if (attempt.nonce().compareTo(view.nonce()) < 0)
        sender
            .receipt(attempt.transaction().hash())
            .filter(receipt -> !receipt.succeeded())
            .ifPresent(receipt -> {
              log.warn(
                  "L1 transaction {} of superblock {} was reverted; the contract says what is next",
                  attempt.transaction().hash(),
                  attempt.superblock());
              observer.mined(receipt);
            });
  }

  private static Working working(Standing standing, L1View view) {
    var missing = standing.candidates().tailMap(view.head().number().next()).size();
    return new Working(view.head().number(), missing);
  }

  private Halted refused(SettlementStore.Refusal refusal) {
    var lastValid = new SuperblockNumber(refusal.number().value() - 1);
    return new Halted(refusal.number(), lastValid, refusal.reason());
  }

  private Halted halted(Standing standing, L1View view, SuperblockNumber at, String reason) {
    return new Halted(at, lastAgreed(standing, view), reason);
  }

  /** The highest superblock that L1 and this service have in common: each names its parent. */
  private SuperblockNumber lastAgreed(Standing standing, L1View view) {
    var low = 0L;
    var high = Math.min(standing.highest().value(), view.head().number().value());
    while (low < high) {
      var middle = low + (high - low + 1) / 2;
      if (isAgreed(new SuperblockNumber(middle))) low = middle;
      else high = middle - 1;
    }
    return new SuperblockNumber(low);
  }

  private boolean isAgreed(SuperblockNumber number) {
    var ours = await(store.hashOf(number));
    return ours.isPresent() && ours.equals(l1.hashOf(number));
  }

  private void report(PublishingStatus now) {
    if (!now.equals(status)) {
      switch (now) {
        case Halted(var at, var lastValid, var reason) ->
            log.error(
                "publishing is halted at superblock {}: {}. Superblock {} is the last valid one",
                at,
                reason,
                lastValid);
        case PublishingStatus.Stuck(var next, var reason) ->
            log.warn("superblock {} cannot be published now: {}", next, reason);
        case Held(var rollBack) ->
            log.warn("rollback {} is not final: nothing is published", rollBack);
        case Behind(var unknown) -> log.warn("L1 is ahead: superblock {} is unknown", unknown);
        case PublishingStatus.Starting _, PublishingStatus.Away _, Working _ ->
            log.debug("publishing: {}", now);
      }
      status = now;
    }
    observer.status(now);
  }

  private static <T> T await(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }
}
