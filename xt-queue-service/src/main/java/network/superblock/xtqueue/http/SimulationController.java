package network.superblock.xtqueue.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.time.InstantSource;
import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.runtime.http.ProblemType;
import network.superblock.xtqueue.QueueMeters;
import network.superblock.xtqueue.admission.Submission;
import network.superblock.xtqueue.simulation.Simulation;
import network.superblock.xtqueue.simulation.Simulator;
import network.superblock.xtqueue.xt.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether a request would commit. Nothing of it is stored. */
@RestController
@RequestMapping("/api/v1/xts/simulate")
class SimulationController {

  static final ProblemType SEQUENCER_SILENT =
      new ProblemType(
          "sequencer-silent", HttpStatus.SERVICE_UNAVAILABLE, "A sequencer does not answer");
  static final ProblemType SEQUENCER_DECLINED =
      new ProblemType(
          "sequencer-declined", HttpStatus.BAD_GATEWAY, "A sequencer does not simulate it");
  static final ProblemType TOO_DEEP =
      new ProblemType(
          "simulation-too-deep", HttpStatus.UNPROCESSABLE_CONTENT, "It is too deep to simulate");
  static final ProblemType TOO_SLOW =
      new ProblemType(
          "simulation-too-slow", HttpStatus.GATEWAY_TIMEOUT, "The simulation took too long");
  static final ProblemType BUSY =
      new ProblemType(
          "simulation-busy", HttpStatus.SERVICE_UNAVAILABLE, "Too many simulations are running");

  private final Simulator simulator;
  private final InstantSource clock;
  private final QueueMeters meters;

  SimulationController(Simulator simulator, InstantSource clock, QueueMeters meters) {
    this.simulator = simulator;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * What would become of the request.
   *
   * @param reason why it would be aborted; absent when it would commit
   * @param votes of the participants, as far as they were needed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SimulationReport(
      XtId xtId, boolean wouldCommit, @Nullable Reason reason, List<VoteReport> votes) {}

  /**
   * How a participant would vote.
   *
   * @param cause of a vote against it
   * @param detail the participant's own words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VoteReport(
      ChainId chainId,
      boolean commits,
      VoteRefusal.@Nullable Cause cause,
      @Nullable String detail) {

    static VoteReport of(ChainId chain, Ballot ballot) {
      return switch (ballot) {
        case Ballot.Commit _ -> new VoteReport(chain, true, null, null);
        case Ballot.Abort(var refusal) ->
            new VoteReport(chain, false, refusal.cause(), refusal.detail());
      };
    }
  }

  @PostMapping(consumes = "application/json")
  @Operation(
      summary = "Say whether a cross-chain transaction would commit, and why not",
      description =
          "It is run on the sequencers' drafts as they stand, with its messages exchanged, and"
              + " forgotten. What happens later may still change the answer.")
  Mono<SimulationReport> simulate(@RequestBody XtSubmission body) {
    return simulate(body.toSubmission());
  }

  @PostMapping(consumes = "application/x-protobuf")
  @Operation(summary = "Say whether an XTRequest would commit, and why not")
  Mono<SimulationReport> simulateProtobuf(@RequestBody byte[] body) {
    return simulate(XtRequestBody.read(body));
  }

  private Mono<SimulationReport> simulate(Submission submission) {
    return simulator
        .simulate(submission, clock.instant())
        .doOnNext(meters::simulated)
        .map(SimulationController::report);
  }

  private static SimulationReport report(Simulation simulation) {
    return switch (simulation) {
      case Simulation.Decided decided ->
          new SimulationReport(
              decided.xt(),
              decided.decision().isCommit(),
              reason(decided.decision()),
              decided.ballots().entrySet().stream()
                  .map(vote -> VoteReport.of(vote.getKey(), vote.getValue()))
                  .toList());
      case Simulation.Refused(var why) ->
          throw RefusalProblems.of(why.reason()).exception(why.detail());
      case Simulation.Silent(var chain, var detail) ->
          throw SEQUENCER_SILENT.exception("The sequencer of chain " + chain + ": " + detail);
      case Simulation.Declined(var chain, var detail) ->
          throw SEQUENCER_DECLINED.exception("The sequencer of chain " + chain + ": " + detail);
      case Simulation.TooDeep _ ->
          throw TOO_DEEP.exception("Its messages go to and fro for longer than is simulated");
      case Simulation.TooSlow _ -> throw TOO_SLOW.exception("Try again, or submit it");
      case Simulation.Busy _ -> throw BUSY.exception("Try again in a moment");
    };
  }

  private static @Nullable Reason reason(Decision decision) {
    return switch (decision) {
      case Decision.Commit _ -> null;
      case Decision.Abort(var reason) -> Reason.of(reason);
    };
  }
}
