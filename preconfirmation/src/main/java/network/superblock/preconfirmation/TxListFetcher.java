package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.FetchSchedule.Due;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/** Fetches the lists that commitments name and nobody has gossiped, from one peer after another. */
final class TxListFetcher {

  private static final int LOOKED_AT = 4096;
  private static final int AT_ONCE = 16;

  private final SdkParts parts;
  private final PeerRequests requests;
  private final Supplier<List<PeerId>> helpers;
  private final Duration patience;
  private final FetchSchedule schedule;

  /** Asks those who help at the time. */
  TxListFetcher(SdkParts parts, PeerRequests requests, Supplier<List<PeerId>> helpers) {
    this.parts = parts;
    this.requests = requests;
    this.helpers = helpers;
    var timeouts = parts.config().timeouts();
    this.patience = timeouts.firstBackOff();
    this.schedule = new FetchSchedule(timeouts.firstBackOff(), timeouts.longestBackOff());
  }

  /**
   * Looks what is missing, and asks for what is due, if anybody is there.
   *
   * @param isOld whether the missing lists are none that gossip may be about to bring
   */
  void fetch(boolean isOld) {
    if (helpers.get().isEmpty()) return;
    var missing = parts.storage().missingTxLists(LOOKED_AT);
    schedule.miss(missing, parts.clock().instant(), isOld ? Duration.ZERO : patience);
    askForDue();
  }

  private void askForDue() {
    var present = helpers.get();
    if (present.isEmpty()) return;
    for (var due : schedule.due(parts.clock().instant(), AT_ONCE)) ask(due, present);
  }

  private void ask(Due due, List<PeerId> present) {
    var start = Math.floorMod(due.hash().hashCode() + due.attempt(), present.size());
    var _ =
        requests
            .txList(present.get(start), due.hash())
            .thenCompose(
                list -> parts.worker().submit(() -> parts.intake().txList(list, Origin.REQUEST)))
            .whenComplete((outcome, failure) -> {
              // Whatever went wrong, it is asked for again: a list is never given up.
              if (failure == null && isKept(outcome)) schedule.found(due.hash());
              else schedule.failed(due.hash(), parts.clock().instant());
              askForDue();
            });
  }

  private static boolean isKept(ValidationOutcome outcome) {
    return outcome.isValid() || outcome.reason() == Reason.DUPLICATE;
  }
}
