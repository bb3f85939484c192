package network.superblock.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import network.superblock.libp2p.peer.Multiaddr;
import org.junit.jupiter.api.Test;

class RedialScheduleTest {

  private static final Multiaddr ADDRESS = Multiaddr.parse("/ip4/127.0.0.1/tcp/1");

  private final RedialSchedule schedule =
      new RedialSchedule(
          new SwarmConfig.Redial(Duration.ofSeconds(1), Duration.ofSeconds(8)), new Random(1));

  @Test
  void dialsAtOnceAndOneAtATime() {
    schedule.add(ADDRESS, 0);
    assertThat(schedule.due(0)).containsExactly(ADDRESS);
    assertThat(schedule.due(0)).as("still dialling").isEmpty();
  }

  @Test
  void waitsLongerAfterEachFailureUpToALimit() {
    schedule.add(ADDRESS, 0);
    var now = 0L;
    for (var longest : new int[] {1, 2, 4, 8, 8, 8}) {
      schedule.due(now);
      schedule.failed(ADDRESS, now);
      var wait = Duration.ofSeconds(longest).toNanos();
      assertThat(schedule.due(now + wait / 2 - 1)).isEmpty();
      now += wait;
      assertThat(schedule.due(now)).hasSize(1);
    }
  }

  @Test
  void startsOverAfterASuccess() {
    schedule.add(ADDRESS, 0);
    for (var i = 0; i < 5; i++) schedule.failed(ADDRESS, 0);
    schedule.succeeded(ADDRESS, 0);
    assertThat(schedule.due(Duration.ofSeconds(1).toNanos())).hasSize(1);
  }
}
