package network.superblock.protocol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  @Test
  void aHigherTipGoesFirst() {
    assertThat(rank(NOON, GWEI.multiply(BigInteger.TEN), 0)).isLessThan(rank(NOON, GWEI, 0));
  }

  @Test
  void amongEqualTipsTheOlderGoesFirst() {
    assertThat(rank(NOON, GWEI, 0)).isLessThan(rank(NOON.plusMillis(1), GWEI, 0));
  }

  @Test
  void nothingStarves() {
    var poor = rank(NOON, BigInteger.ZERO, 1_000);
    var latest = NOON.plus(QueueRules.DEFAULT.maxHeadStart()).plus(QueueRules.DEFAULT.maxPenalty());

    assertThat(poor).isLessThan(rank(latest.plusMillis(1), BigInteger.TWO.pow(200), 0));
  }

  @Test
  void anAbortMovesItBack() {
    assertThat(rank(NOON, GWEI, 0)).isLessThan(rank(NOON, GWEI, 1));
  }

  private static long rank(Instant queuedAt, BigInteger tip, int aborts) {
    return QueueOrder.rank(queuedAt, tip, aborts, QueueRules.DEFAULT);
  }
}
