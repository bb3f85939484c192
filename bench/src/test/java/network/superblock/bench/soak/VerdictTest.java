package network.superblock.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Sample AT_REST = new Sample(500, 100, 20, 0);

  @Test
  void whatFillsAtFirstAndStaysIsWell() {
    assertThat(verdict(0).isGood(AT_REST)).isTrue();
  }

  @Test
  void whatGrowsIsNot() {
    var verdict = verdict(2);
    assertThat(verdict.isGood(AT_REST)).isFalse();
    assertThat(verdict.lines(AT_REST))
        .anyMatch(line -> line.startsWith("NOT WELL the heap after a collection: +2.00 MiB"));
  }

  @Test
  void norIsAReaderThatFellBehindOrAnXtWithoutAnEnd() {
    assertThat(verdict(0).isGood(new Sample(500, 100, 20, 1_000))).isFalse();
    assertThat(new Verdict(verdict(0).samples(), List.of("0xaa")).isGood(AT_REST)).isFalse();
  }

  /** A heap that fills for ten minutes and then grows by so much a minute. */
  private static Verdict verdict(double growth) {
    return new Verdict(
        IntStream.range(0, 30)
            .mapToObj(
                minute -> new Sample(500, minute < 10 ? 10 * minute : 100 + growth * minute, 20, 3))
            .toList(),
        List.of());
  }
}
