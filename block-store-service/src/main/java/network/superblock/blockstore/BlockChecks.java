package network.superblock.blockstore;

import java.util.List;
import java.util.concurrent.Callable;
import network.superblock.protocol.Address;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.block.BlockValidation;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Checks blocks against what their slot demands, as many at a time as there are processors. */
public final class BlockChecks {

  private final SlotSchedule schedule;
  private final Mailboxes mailboxes;
  private final BlockMetrics metrics;

  public BlockChecks(SlotSchedule schedule, Mailboxes mailboxes, BlockMetrics metrics) {
    this.schedule = schedule;
    this.mailboxes = mailboxes;
    this.metrics = metrics;
  }

  /** A block and what its slot says to it. */
  record Submission(L2Block block, Expectation expectation) {}

  /** One judgement for each, in the same order. None of them may come before its slot's seal. */
  Flux<Judgement> check(List<Submission> submissions) {
    var checks = submissions.stream().map(this::check).toList();
    return Flux.fromIterable(checks)
        .flatMapSequential(one -> Mono.fromCallable(one).subscribeOn(Schedulers.parallel()));
  }

  private Callable<Judgement> check(Submission submission) {
    var block = submission.block();
    return switch (submission.expectation()) {
      case Expectation.Over _ -> () -> new Judgement(block, Refusal.LATE.of(block));
      case Expectation.NotRequested _ ->
          () -> new Judgement(block, Refusal.NOT_REQUESTED.of(block));
      case Expectation.Due due -> {
        var mailbox = mailboxes.of(block.chain(), due.l1Block());
        yield () -> new Judgement(block, validate(due, mailbox, block));
      }
      case Expectation.Unsealed _ ->
          throw new IllegalArgumentException("slot " + block.slot() + " is not sealed");
    };
  }

  private BlockVerdict validate(Expectation.Due due, Address mailbox, L2Block block) {
    var validating = metrics.validating();
    var expected = due.at(schedule.startOf(block.slot()), mailbox);
    var verdict = BlockValidation.check(expected, block).verdictOn(block);
    metrics.validated(validating);
    return verdict;
  }
}
