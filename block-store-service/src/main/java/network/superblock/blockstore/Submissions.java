package network.superblock.blockstore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import network.superblock.blockstore.BlockChecks.Submission;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.runtime.failpoint.Failpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers submitted blocks. A block that was answered before is answered the same again; one that
 * comes before its slot is sealed is held; any other is checked, recorded and answered, in this
 * order.
 */
public final class Submissions {

  private static final Logger log = LoggerFactory.getLogger(Submissions.class);
  // Longer than any statement takes; a connection that fell silent must not be waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BlockArchive archive;
  private final BlockChecks checks;
  private final Answers answers;
  private final BlockMetrics metrics;
  private final Limits limits;

  /** How much may wait, and the time that things are recorded with. */
  public record Limits(int heldPerChain, InstantSource clock) {}

  public Submissions(
      BlockArchive archive,
      BlockChecks checks,
      Answers answers,
      BlockMetrics metrics,
      Limits limits) {
    this.archive = archive;
    this.checks = checks;
    this.answers = answers;
    this.metrics = metrics;
    this.limits = limits;
  }

  /** Returns when every block is answered, or durably held. */
  void take(List<L2Block> blocks, SlotFold fold) throws InterruptedException {
    if (blocks.isEmpty()) return;
    var waiting = new LinkedHashMap<BlockKey, L2Block>();
    blocks.forEach(block -> waiting.putIfAbsent(BlockKey.of(block), block));
    var known = await(archive.verdictsOn(waiting.keySet())).orElseThrow();
    waiting.keySet().removeAll(known.keySet());

    var early = new ArrayList<L2Block>();
    var due = new ArrayList<Submission>();
    for (var block : waiting.values()) {
      var expectation = fold.expectation(block.slot(), block.chain());
      if (expectation instanceof Expectation.Unsealed) early.add(block);
      else due.add(new Submission(block, expectation));
    }
    hold(early);
    var verdicts = new ArrayList<>(known.values());
    metrics.resent(verdicts.size());
    verdicts.addAll(judge(due));
    if (verdicts.isEmpty()) return;
    Failpoints.reach("block-store.verdict-recorded");
    answers.tell(verdicts);
    Failpoints.reach("block-store.verdict-told");
  }

  /** Takes the blocks that were held until {@code slot} was sealed, as {@code fold} knows it is. */
  void release(Slot slot, SlotFold fold) throws InterruptedException {
    var held = await(archive.heldFor(slot).collectList()).orElseThrow();
    if (held.isEmpty()) return;
    take(held, fold);
    var _ = await(archive.release(slot));
  }

  /** Answers with the stored block; whoever asks executes it, so the evidence stays behind. */
  void answer(L2BlockRequest request) throws InterruptedException {
    var found = await(archive.answerTo(request));
    metrics.requested(found.isPresent());
    if (found.isEmpty()) log.warn("no block to answer {}", request);
    else answers.tell(List.of(withoutEvidence(found.get())));
  }

  private void hold(List<L2Block> early) {
    if (early.isEmpty()) return;
    var gaveWay = await(archive.hold(early, limits.heldPerChain(), limits.clock().instant()));
    metrics.held(early.size(), gaveWay.orElseThrow());
    for (var block : early)
      log.info(
          "chain {}: {} waits for the seal of slot {}", block.chain(), block.hash(), block.slot());
  }

  private List<BlockVerdict> judge(List<Submission> due) {
    if (due.isEmpty()) return List.of();
    var judgements = await(checks.check(due).collectList()).orElseThrow();
    var verdicts = await(archive.record(judgements, limits.clock().instant())).orElseThrow();
    for (var i = 0; i < verdicts.size(); i++) report(judgements.get(i).block(), verdicts.get(i));
    return verdicts;
  }

  private void report(L2Block block, BlockVerdict verdict) {
    metrics.judged(block, verdict);
    switch (verdict) {
      case Accepted _ ->
          log.info(
              "slot {}: block {} of chain {} accepted",
              block.slot(),
              block.number(),
              block.chain());
      case Rejected rejected ->
          log.warn(
              "slot {}: block {} of chain {} rejected, {}: {}",
              block.slot(),
              block.hash(),
              block.chain(),
              rejected.reason(),
              rejected.detail());
    }
  }

  private static L2Block withoutEvidence(L2Block block) {
    return new L2Block(
        block.slot(),
        block.chain(),
        block.number(),
        block.hash(),
        block.parentHash(),
        block.includedXts(),
        block.block(),
        BlockEvidence.NONE);
  }

  /** Blocks on purpose: the next batch must meet what this one leaves. */
  static <T> Optional<T> await(Mono<T> effect) {
    return effect.timeout(PATIENCE).blockOptional();
  }
}
