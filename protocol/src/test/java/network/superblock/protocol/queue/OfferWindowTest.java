package network.superblock.protocol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.OfferWindow.Candidate;
import org.junit.jupiter.api.Test;

class OfferWindowTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minusSeconds(60);
  private static final OfferRules RULES = new OfferRules(4, 2, Duration.ofSeconds(30));

  private final OfferWindow window = new OfferWindow(RULES);

  @Test
  void offersTheBestOfEachChainAndLeavesRoomForOtherChains() {
    assertThat(fill(xt(1, 1, 2), xt(2, 1, 2), xt(3, 1, 2), xt(4, 3, 4))).containsExactly(1, 2, 4);
  }

  @Test
  void isFullAtItsLimit() {
    assertThat(fill(xt(1, 1, 2), xt(2, 3, 4), xt(3, 5, 6), xt(4, 7, 8), xt(5, 9, 10)))
        .containsExactly(1, 2, 3, 4);
    assertThat(window.withRoom(chains(20, 21))).isEmpty();
    window.remove(idOf(1));
    assertThat(window.withRoom(chains(20, 21))).isEqualTo(chains(20, 21));
  }

  @Test
  void anOfferThatIsGoneMakesRoom() {
    fill(xt(1, 1, 2), xt(2, 1, 2));
    assertThat(window.withRoom(chains(1, 2, 3))).isEqualTo(chains(3));
    window.remove(idOf(1));
    window.remove(idOf(1));
    assertThat(fill(xt(2, 1, 2), xt(3, 1, 2), xt(4, 1, 2))).containsExactly(3);
  }

  @Test
  void anOldWideXtHoldsItsChainsUntilItFits() {
    var wide = xt(3, LONG_AGO, 1, 2, 3);
    assertThat(fill(xt(1, 1, 2), xt(2, 1, 2), wide, xt(4, 3, 4))).containsExactly(1, 2);
    window.remove(idOf(1));
    assertThat(fill(wide, xt(4, 3, 4))).containsExactly(3, 4);
  }

  @Test
  void aYoungWideXtLetsOthersPass() {
    assertThat(fill(xt(1, 1, 2), xt(2, 1, 2), xt(3, 1, 2, 3), xt(4, 3, 4)))
        .containsExactly(1, 2, 4);
  }

  private List<Integer> fill(Candidate... candidates) {
    return window.fill(Arrays.asList(candidates), NOON).stream()
        .map(each -> (int) each.rank())
        .toList();
  }

  private static Candidate xt(int rank, long... chains) {
    return xt(rank, NOON, chains);
  }

  private static Candidate xt(int rank, Instant queuedAt, long... chains) {
    return new Candidate(idOf(rank), rank, chains(chains), queuedAt);
  }

  private static XtId idOf(int number) {
    var bytes = new byte[32];
    bytes[31] = (byte) number;
    return new XtId(new Hash32(Bytes.of(bytes)));
  }

  private static SortedSet<ChainId> chains(long... ids) {
    var chains = new TreeSet<ChainId>();
    LongStream.of(ids).mapToObj(ChainId::new).forEach(chains::add);
    return chains;
  }
}
