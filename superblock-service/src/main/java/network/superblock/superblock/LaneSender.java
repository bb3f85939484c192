package network.superblock.superblock;

import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.superblock.PublishingStatus.Stuck;
import network.superblock.superblock.SettlementStore.StoredAttempt;
import network.superblock.superblock.SuperblockObserver.Sending;
import network.superblock.superblock.l1.GasAnswer;
import network.superblock.superblock.l1.Receipt;
import network.superblock.superblock.l1.SendAnswer;
import network.superblock.superblock.l1.SettlementWriter;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.LaneAction;
import network.superblock.superblock.publishing.LaneAction.Publish;
import network.superblock.superblock.publishing.LaneAction.Resend;
import network.superblock.superblock.publishing.LaneAction.WaitForFees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the lane has decided: every transaction is stored before it is sent. */
final class LaneSender {

  private static final Logger log = LoggerFactory.getLogger(LaneSender.class);

  private final SettlementStore store;
  private final SettlementWriter l1;
  private final GasRules gas;
  private final SuperblockObserver observer;

  LaneSender(
      SettlementStore store, SettlementWriter l1, GasRules gas, SuperblockObserver observer) {
    this.store = store;
    this.l1 = l1;
    this.gas = gas;
    this.observer = observer;
  }

  /**
   * Carries the actions out in order, up to the first that L1 does not take: what comes after it
   * would wait for it in vain.
   *
   * @param stored the last transaction of each nonce
   * @return why it stopped, if it did
   */
  Optional<PublishingStatus> carryOut(
      List<LaneAction> actions, List<StoredAttempt> stored, L1View view) {
    for (var action : actions) {
      Optional<PublishingStatus> stuck =
          switch (action) {
            case Publish publish -> publish(publish, view);
            case Resend(var attempt) ->
                stored.stream()
                    .filter(each -> each.transaction().hash().equals(attempt.transaction()))
                    .findFirst()
                    .flatMap(each -> send(each, Sending.REPEATED, view));
            case WaitForFees(var next, var market) ->
                Optional.of(new Stuck(next, "L1 asks more for gas than may be paid: " + market));
          };
      if (stuck.isPresent()) return stuck;
    }
    return Optional.empty();
  }

  /** What a transaction came to; empty while it is in no block. */
  Optional<Receipt> receipt(Hash32 transaction) {
    return l1.receipt(transaction);
  }

  private Optional<PublishingStatus> publish(Publish publish, L1View view) {
    var header = publish.header();
    var limit =
        // What stands behind another in the lane cannot be tried before that one is mined.
        publish.nonce().equals(view.nonce()) ? tried(header) : Limit.of(gas.max());
    return switch (limit) {
      case Limit.Known(var gasLimit) -> {
        var attempt =
            new StoredAttempt(
                publish.nonce(),
                publish.ordinal(),
                publish.superblock(),
                l1.sign(header, publish.nonce(), publish.fee(), gasLimit),
                publish.fee(),
                gasLimit,
                view.latest().number(),
                false);
        store.prepare(attempt).block();
        Failpoints.reach("superblock.publication-stored");
        yield send(attempt, publish.ordinal() == 1 ? Sending.FIRST : Sending.REPLACEMENT, view);
      }
      case Limit.Refused(var reason) -> {
        observer.sending(Sending.REVERTING);
        yield Optional.of(new Stuck(header.number(), reason));
      }
    };
  }

  private sealed interface Limit {

    record Known(long gas) implements Limit {}

    record Refused(String reason) implements Limit {}

    static Limit of(long gas) {
      return new Known(gas);
    }
  }

  private Limit tried(SuperblockHeader header) {
    return switch (l1.estimate(header)) {
      case GasAnswer.Takes(var needed) when needed > gas.max() ->
          new Limit.Refused("it takes %s gas, %s are allowed".formatted(needed, gas.max()));
      case GasAnswer.Takes(var needed) -> Limit.of(gas.limitFor(needed));
      case GasAnswer.Reverts(var reason) ->
          new Limit.Refused("the contract refuses it: " + reason.text());
    };
  }

  private Optional<PublishingStatus> send(StoredAttempt attempt, Sending kind, L1View view) {
    return switch (l1.send(attempt.transaction())) {
      case SendAnswer.Taken _ -> {
        Failpoints.reach("superblock.publication-sent");
        store.sent(attempt).block();
        observer.sending(kind);
        log.info(
            "L1: sent {} for superblock {} with nonce {}, {}",
            attempt.transaction().hash(),
            attempt.superblock(),
            attempt.nonce(),
            attempt.fee());
        yield Optional.empty();
      }
      case SendAnswer.Refused(var reason) -> {
        observer.sending(Sending.REFUSED);
        var next = view.head().number().next();
        yield Optional.of(new Stuck(new SuperblockNumber(next.value()), "L1's node: " + reason));
      }
    };
  }
}
