package network.superblock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many seeds at a time, and histories whose only fault is the network. */
class SeedsTest {

  @Test
  void runsEachSeedOnce() throws InterruptedException {
    var told = new ArrayList<Long>();
    var tally = new Seeds(11, 30).run(Parts.SOUND, 3, soFar -> told.add(soFar.seeds()));
    assertThat(told).hasSize(20).isSorted().endsWith(20L);
    assertThat(tally.broken()).isEmpty();
    assertThat(tally.superblocks()).isPositive().isLessThanOrEqualTo(tally.slots());
  }

  @Test
  void goesOnBehindASeedThatGoesWrong() throws InterruptedException {
    var broken = Parts.SOUND.withJudge((_, _, _) -> Optional.of("refused"));
    var tally = new Seeds(1, 4).run(broken, 2, _ -> {});
    assertThat(tally.seeds()).isEqualTo(4);
    assertThat(tally.broken()).hasSize(4).allMatch(reason -> reason.startsWith("seed "));
  }

  /**
   * In these a sequencer misses the claim of a new leader, and seals what the old one asked for.
   */
  @ParameterizedTest
  @ValueSource(longs = {2859, 3595, 19_672, 35_855})
  void aSequencerMayFollowALeaderWhoseSuccessorItMissed(long seed) {
    assertThat(Simulation.run(seed, Parts.SOUND).superblocks()).isPositive();
  }

  @Test
  void nearlyEverySlotOnBadLinesBecomesASuperblock() {
    var report =
        Simulation.runInWeather(Plan.onBadLines(1, 20, 0.01, Duration.ofMillis(50)), Parts.SOUND);
    assertThat(report.builtUnderFaults()).isGreaterThanOrEqualTo(18);
  }
}
