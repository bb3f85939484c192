package network.superblock.superblock;

import static network.superblock.superblock.TestNetwork.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.runtime.failpoint.HeldPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in Postgres and on L1 when the service gets no further. */
@Timeout(120)
class WriteAheadTest {

  private static final String ATTEMPTS =
      "SELECT encode(transaction, 'hex') FROM publish_attempt a JOIN superblock s"
          + " ON s.hash = a.superblock WHERE s.slot = %s";

  private final TestNetwork network = TestNetwork.shared();

  @Test
  void aSuperblockAndItsTransactionAreStoredBeforeL1HearsOfThem() throws Exception {
    try (var held = HeldPoint.at("superblock.publication-stored")) {
      var written = network.build();
      assertThat(held.isReachedWithin(SOON)).isTrue();

      var slot = written.closed().slot();
      assertThat(network.texts("SELECT status FROM superblock WHERE slot = " + slot))
          .containsExactly("QUEUED");
      assertThat(
              network.texts(
                  "SELECT (next_offset > 0)::text FROM slot_place WHERE slot_closed ="
                      + " (SELECT slot_closed FROM superblock WHERE slot = "
                      + slot
                      + ")"))
          .containsExactly("true");
      assertThat(onL1(network.texts(ATTEMPTS.formatted(slot)))).containsExactly(false);
      held.release();
      network.mineUntil(written.built().number().value(), "FINALIZED");
    }
  }

  @Test
  void whatWasSentAndNotRecordedIsKnownAgain() throws Exception {
    try (var held = HeldPoint.at("superblock.publication-sent")) {
      var written = network.build();
      assertThat(held.isReachedWithin(SOON)).isTrue();

      var slot = written.closed().slot();
      assertThat(onL1(network.texts(ATTEMPTS.formatted(slot)))).containsExactly(true);
      assertThat(network.texts("SELECT status FROM superblock WHERE slot = " + slot))
          .containsExactly("QUEUED");
      network.stopService();
      held.release();
      network.startService();
      network.mineUntil(written.built().number().value(), "FINALIZED");
      assertThat(network.texts(ATTEMPTS.formatted(slot))).hasSize(1);
    }
  }

  private List<Boolean> onL1(List<String> transactions) {
    return transactions.stream().map(network.l1::knows).toList();
  }
}
