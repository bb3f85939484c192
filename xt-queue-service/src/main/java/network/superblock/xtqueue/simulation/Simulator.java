package network.superblock.xtqueue.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.scp.ParticipantEffect.Simulate;
import network.superblock.protocol.scp.Rehearsal;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.xtqueue.admission.Examination;
import network.superblock.xtqueue.admission.Examiner;
import network.superblock.xtqueue.admission.Submission;
import network.superblock.xtqueue.sequencer.SequencerAnswer;
import network.superblock.xtqueue.sequencer.SequencerClients;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Says whether a request would commit: it plays the instance through with the sequencers' drafts as
 * they stand, a round of simulations at a time. Nothing of it is kept anywhere. Safe for many
 * threads.
 */
public final class Simulator {

  private static final int AT_A_TIME = 16;
  private static final int MAX_ROUNDS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Examiner examiner;
  private final SequencerClients sequencers;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  /** What one round of questions came to. */
  private sealed interface Round {
    record Answered(SortedMap<ChainId, SimulationResult> results) implements Round {}

    record Broken(Simulation end) implements Round {}
  }

  private record Reply(ChainId chain, SequencerAnswer answer) {}

  public Simulator(Examiner examiner, SequencerClients sequencers) {
    this.examiner = examiner;
    this.sequencers = sequencers;
  }

  /** What would become of the request if it were started now. */
  public Mono<Simulation> simulate(Submission submission, Instant now) {
    return Mono.defer(() ->
        free.tryAcquire()
            ? examined(submission, now).doFinally(_ -> free.release())
            : Mono.just(new Simulation.Busy()));
  }

  private Mono<Simulation> examined(Submission submission, Instant now) {
    return Mono.fromCallable(() -> examiner.examine(submission, now))
        .subscribeOn(Schedulers.parallel())
        .flatMap(examination ->
            switch (examination) {
              case Examination.Failed(var why) -> Mono.just(new Simulation.Refused(why));
              case Examination.Passed passed ->
                  passed
                      .objection()
                      .<Mono<Simulation>>map(why -> Mono.just(new Simulation.Refused(why)))
                      .orElseGet(() -> played(passed.xt()));
            });
  }

  private Mono<Simulation> played(XtRequest xt) {
    return next(xt, new Rehearsal(xt), 1).timeout(PATIENCE, Mono.just(new Simulation.TooSlow()));
  }

  private Mono<Simulation> next(XtRequest xt, Rehearsal rehearsal, int round) {
    var decision = rehearsal.decision();
    if (decision.isPresent())
      return Mono.just(new Simulation.Decided(xt.id(), decision.get(), rehearsal.ballots()));
    var questions = rehearsal.questions();
    if (round > MAX_ROUNDS || questions.values().stream().anyMatch(Simulator::isTooLong))
      return Mono.just(new Simulation.TooDeep());
    return ask(questions)
        .flatMap(came ->
            switch (came) {
              case Round.Broken(var end) -> Mono.just(end);
              case Round.Answered(var results) -> {
                rehearsal.answered(results);
                yield next(xt, rehearsal, round + 1);
              }
            });
  }

  private Mono<Round> ask(SortedMap<ChainId, Simulate> questions) {
    return Flux.fromIterable(questions.entrySet())
        .flatMap(this::ask)
        .collectMap(Reply::chain, Reply::answer)
        .map(Simulator::round);
  }

  private Mono<Reply> ask(Map.Entry<ChainId, Simulate> each) {
    var question = new LegQuestion(each.getValue().transactions(), each.getValue().inbox());
    return sequencers
        .simulate(each.getKey(), question)
        .map(answer -> new Reply(each.getKey(), answer));
  }

  private static Round round(Map<ChainId, SequencerAnswer> answers) {
    var results = new TreeMap<ChainId, SimulationResult>();
    for (var each : new TreeMap<>(answers).entrySet())
      switch (each.getValue()) {
        case SequencerAnswer.Simulated(var result) -> results.put(each.getKey(), result);
        case SequencerAnswer.Silent(var detail) -> {
          return new Round.Broken(new Simulation.Silent(each.getKey(), detail));
        }
        case SequencerAnswer.Declined(var detail) -> {
          return new Round.Broken(new Simulation.Declined(each.getKey(), detail));
        }
      }
    return new Round.Answered(results);
  }

  private static boolean isTooLong(Simulate question) {
    return question.inbox().size() > LegQuestion.MAX_MESSAGES;
  }
}
