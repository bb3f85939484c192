package network.superblock.protocol.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.superblock.protocol.message.SlotRecord;

/** One history of the publisher, told as given, when, then. */
final class Scenario {

  private final SlotProtocol protocol;
  private final Duration scpTimer;
  private Instant now;
  private SlotState state;
  private List<SlotRecord> written = List.of();

  private Scenario(SlotRules rules, SlotState state, Instant now) {
    this.protocol = new SlotProtocol(rules);
    this.scpTimer = rules.schedule().scpTimer();
    this.state = state;
    this.now = now;
  }

  static Scenario given(SlotRules rules, SlotState state, Instant now) {
    return new Scenario(rules, state, now);
  }

  Scenario at(Instant next) {
    now = next;
    return this;
  }

  Scenario when(SlotEvent event) {
    var step = protocol.on(state, event, now);
    assertThat(durable(foldedFrom(state, step.records())))
        .as("a follower that folds the records stands where the leader stands")
        .isEqualTo(durable(step.state()));
    state = step.state();
    written = step.records();
    return this;
  }

  Scenario then(SlotRecord... expected) {
    assertThat(written).containsExactly(expected);
    return this;
  }

  Scenario thenNothing() {
    return then();
  }

  <S extends SlotState> S endsIn(Class<S> expected) {
    assertThat(state).isInstanceOf(expected);
    return expected.cast(state);
  }

  List<SlotRecord> written() {
    return written;
  }

  SlotState state() {
    return state;
  }

  private SlotState foldedFrom(SlotState before, List<SlotRecord> records) {
    var folded = before;
    for (var record : records) folded = SlotLog.fold(folded, record, now, scpTimer);
    return folded;
  }

  /** What of a state the log keeps: not the votes, the blocks, the offers or what L1 said. */
  private static List<Object> durable(SlotState state) {
    return switch (state) {
      case SlotState.StartingSlot s -> List.of(s.ground().lastSlot(), s.getClass());
      case SlotState.Building s ->
          List.of(
              s.ground().lastSlot(),
              s.getClass(),
              s.run().started(),
              s.run().decisions(),
              s.running().keySet());
      case SlotState.Sealing s -> List.of(s.ground().lastSlot(), s.getClass(), s.sealList());
    };
  }
}
