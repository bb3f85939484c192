package network.superblock.bench.preconfirmation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.superblock.libp2p.gossip.Verdict;

/** What peers say that have no opinion of their own. */
final class Verdicts {

  static final CompletionStage<Verdict> ACCEPTED =
      CompletableFuture.completedFuture(Verdict.ACCEPT);

  private Verdicts() {}
}
