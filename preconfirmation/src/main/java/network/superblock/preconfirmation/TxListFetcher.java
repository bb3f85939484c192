package network.superblock.preconfirmation;

import java.util.List;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.FetchSchedule.Due;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/** Fetches the lists that commitments name and nobody has gossiped, from one peer after another. */
final class TxListFetcher {

  private static final int LOOKED_AT = 4096;
  private static final int AT_ONCE = 8;

  private final SdkParts parts;
  private final PeerRequests requests;
  private final FetchSchedule schedule;

  TxListFetcher(SdkParts parts, PeerRequests requests) {
    this.parts = parts;
    this.requests = requests;
    var timeouts = parts.config().timeouts();
    this.schedule = new FetchSchedule(timeouts.firstBackOff(), timeouts.longestBackOff());
  }

  /** Asks for what is due, if anybody is there. */
  void fetch(List<PeerId> helpers) {
    if (helpers.isEmpty()) return;
    var missing = parts.storage().missingTxLists(LOOKED_AT);
    for (var due : schedule.due(missing, parts.clock().instant(), AT_ONCE)) ask(due, helpers);
  }

  private void ask(Due due, List<PeerId> helpers) {
    var start = Math.floorMod(due.hash().hashCode() + due.attempt(), helpers.size());
    var _ =
        requests
            .txList(helpers.get(start), due.hash())
            .thenCompose(
                list -> parts.worker().submit(() -> parts.intake().txList(list, Origin.REQUEST)))
            .whenComplete((outcome, failure) -> {
              // Whatever went wrong, it is asked for again: a list is never given up.
              if (failure == null && isKept(outcome)) schedule.found(due.hash());
              else schedule.failed(due.hash(), parts.clock().instant());
            });
  }

  private static boolean isKept(ValidationOutcome outcome) {
    return outcome.isValid() || outcome.reason() == Reason.DUPLICATE;
  }
}
