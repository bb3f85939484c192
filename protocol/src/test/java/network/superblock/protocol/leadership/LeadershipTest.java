package network.superblock.protocol.leadership;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** SBCP section 6, "Leadership and the log". */
class LeadershipTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final LeadershipRules RULES =
      new LeadershipRules("one", Duration.ofMillis(500), Duration.ofMillis(1500));
  private static final LeaderClaim OURS = new LeaderClaim(new Term(4), "one");
  private static final LeaderClaim THEIRS = new LeaderClaim(new Term(4), "two");
  private static final Following FOLLOWING = new Following(new Term(3), T0);

  @Test
  void claimsTheNextTermAfterSilence() {
    assertThat(on(FOLLOWING, new Ticked(), 1499)).isEqualTo(step(FOLLOWING));
    assertThat(on(FOLLOWING, new Ticked(), 1500))
        .isEqualTo(step(new Claiming(new Term(3), new Term(4), at(1500)), new AppendClaim(OURS)));
  }

  @Test
  void staysQuietWhileItHearsTheLeader() {
    var heard = on(FOLLOWING, new LeaderHeard(), 1000).state();

    assertThat(on(heard, new Ticked(), 2000).effects()).isEmpty();
  }

  @Test
  void leadsOnlyOnceItsClaimIsTheFirstOfItsTermInTheLog() {
    var claiming = new Claiming(new Term(3), new Term(4), T0);

    assertThat(on(claiming, new ClaimRead(OURS), 5))
        .isEqualTo(step(new Leading(new Term(4), at(5)), new TakeOver()));
    assertThat(on(claiming, new ClaimRead(THEIRS), 5))
        .isEqualTo(step(new Following(new Term(4), at(5))));
  }

  @Test
  void givesUpAClaimThatWasNotReadBack() {
    var claiming = new Claiming(new Term(3), new Term(4), T0);

    assertThat(on(claiming, new Ticked(), 1500).state())
        .isEqualTo(new Following(new Term(3), at(1500)));
    assertThat(on(claiming, new AppendFailed(), 5).state()).isInstanceOf(Following.class);
  }

  @Test
  void repeatsItsClaimAsAHeartbeatWhenItHasNothingElseToSay() {
    var leading = new Leading(new Term(4), T0);

    assertThat(on(leading, new Ticked(), 499).effects()).isEmpty();
    assertThat(on(leading, new Ticked(), 500).effects()).containsExactly(new AppendClaim(OURS));
    var written = on(leading, new Written(), 400).state();
    assertThat(on(written, new Ticked(), 800).effects()).isEmpty();
    assertThat(on(leading, new ClaimRead(OURS), 501)).isEqualTo(step(leading));
  }

  @Test
  void stepsDownWhenAnotherOneLeadsOrAnAppendFails() {
    var leading = new Leading(new Term(4), T0);
    var next = new LeaderClaim(new Term(5), "two");

    assertThat(on(leading, new ClaimRead(next), 5))
        .isEqualTo(step(new Following(new Term(5), at(5)), new StepDown()));
    assertThat(on(leading, new AppendFailed(), 5))
        .isEqualTo(step(new Following(new Term(4), at(5)), new StepDown()));
  }

  private static Leadership.Step on(LeadershipState state, LeadershipEvent event, long millis) {
    return new Leadership(RULES).on(state, event, at(millis));
  }

  private static Leadership.Step step(LeadershipState state, LeadershipEffect... effects) {
    return new Leadership.Step(state, List.of(effects));
  }

  private static Instant at(long millis) {
    return T0.plusMillis(millis);
  }
}
