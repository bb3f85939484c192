package network.superblock.sequencer.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.protocol.Address;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.TestRollup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SteadyDraftTest {

  private static TestRollup rollup;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(77777);
  }

  @AfterAll
  static void stop() {
    rollup.close();
  }

  @Test
  void asksAgainWhenTheNodeWasSetBackMeanwhile() {
    var before = rollup.node().head();
    rollup.mine(1, List.of());
    var asked = new AtomicInteger();
    var steady = new SteadyDraft(rollup.node(), () -> rollup.open(2));

    var nonce =
        steady.ask(draft -> {
          if (asked.incrementAndGet() == 1) rollup.node().revertTo(before.number());
          return draft.workbench().executor().account(draft.overlay(), address()).nonce();
        });

    assertThat(nonce).isZero();
    assertThat(asked).hasValue(2);
  }

  @Test
  void handsOnWhatTheNodeRefusesForAnotherReason() {
    var asked = new AtomicInteger();
    var steady = new SteadyDraft(rollup.node(), () -> rollup.open(2));

    assertThatThrownBy(() ->
            steady.ask(draft -> {
              asked.incrementAndGet();
              throw new NodeRefusedException(-32000, "nonce too low");
            }))
        .isInstanceOf(NodeRefusedException.class)
        .hasMessage("nonce too low");
    assertThat(asked).hasValue(1);
  }

  private static Address address() {
    return TestRollup.bob().address();
  }
}
