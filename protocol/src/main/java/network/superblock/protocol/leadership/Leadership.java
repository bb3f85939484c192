package network.superblock.protocol.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.LeadershipEffect.AppendClaim;
import network.superblock.protocol.leadership.LeadershipEffect.StepDown;
import network.superblock.protocol.leadership.LeadershipEffect.TakeOver;
import network.superblock.protocol.leadership.LeadershipEvent.AppendFailed;
import network.superblock.protocol.leadership.LeadershipEvent.ClaimRead;
import network.superblock.protocol.leadership.LeadershipEvent.LeaderHeard;
import network.superblock.protocol.leadership.LeadershipEvent.Ticked;
import network.superblock.protocol.leadership.LeadershipEvent.Written;
import network.superblock.protocol.leadership.LeadershipState.Claiming;
import network.superblock.protocol.leadership.LeadershipState.Following;
import network.superblock.protocol.leadership.LeadershipState.Leading;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;

/**
 * Leadership through the log itself: the first claim of a term in log order wins, so the replicas
 * need no other referee. Safety does not rest on the clocks; they only say when it is worth
 * claiming.
 */
public final class Leadership {

  private final LeadershipRules rules;

  public Leadership(LeadershipRules rules) {
    this.rules = rules;
  }

  /** What an event leads to. */
  public record Step(LeadershipState state, List<LeadershipEffect> effects) {

    public Step {
      effects = List.copyOf(effects);
    }

    private static Step to(LeadershipState state, LeadershipEffect... effects) {
      return new Step(state, List.of(effects));
    }
  }

  private record When(LeadershipState state, LeadershipEvent event) {}

  /** A replica that has read the log to its end. */
  public static LeadershipState caughtUp(Term term, Instant now) {
    return new Following(term, now);
  }

  public Step on(LeadershipState state, LeadershipEvent event, Instant now) {
    return switch (new When(state, event)) {
      case When(Following s, LeaderHeard _) -> Step.to(new Following(s.term(), now));
      // A claim of ours that we gave up waiting for leads nowhere: silence will end its term.
      case When(Following _, ClaimRead e) -> Step.to(new Following(e.claim().term(), now));
      case When(Following s, Ticked _) when hasElapsed(s.heardAt(), rules.silence(), now) ->
          claim(s, now);

      case When(Claiming s, ClaimRead e) when isOurs(e.claim(), s.claimed()) ->
          Step.to(new Leading(s.claimed(), now), new TakeOver());
      case When(Claiming _, ClaimRead e) -> Step.to(new Following(e.claim().term(), now));
      case When(Claiming s, AppendFailed _) -> Step.to(new Following(s.term(), now));
      case When(Claiming s, Ticked _) when hasElapsed(s.claimedAt(), rules.silence(), now) ->
          Step.to(new Following(s.term(), now));

      case When(Leading s, ClaimRead e) when isOurs(e.claim(), s.term()) -> Step.to(s);
      case When(Leading _, ClaimRead e) ->
          Step.to(new Following(e.claim().term(), now), new StepDown());
      case When(Leading s, AppendFailed _) -> Step.to(new Following(s.term(), now), new StepDown());
      case When(Leading s, Written _) -> Step.to(new Leading(s.term(), now));
      case When(Leading s, Ticked _) when hasElapsed(s.wroteAt(), rules.heartbeat(), now) ->
          Step.to(s, new AppendClaim(new LeaderClaim(s.term(), rules.replica())));

      case When(_, LeaderHeard _), When(_, Written _), When(_, AppendFailed _), When(_, Ticked _) ->
          Step.to(state);
    };
  }

  private Step claim(Following s, Instant now) {
    var next = s.term().next();
    return Step.to(
        new Claiming(s.term(), next, now), new AppendClaim(new LeaderClaim(next, rules.replica())));
  }

  private boolean isOurs(LeaderClaim claim, Term term) {
    return claim.term().equals(term) && claim.leader().equals(rules.replica());
  }

  private static boolean hasElapsed(Instant since, Duration duration, Instant now) {
    return !now.isBefore(since.plus(duration));
  }
}
