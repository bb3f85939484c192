package network.superblock.protocol.slot;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.slot.SlotEvent.VotingTimedOut;
import network.superblock.protocol.slot.SlotState.Building;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.SlotState.StartingSlot;

/**
 * An event that time brings. Timers follow from the state alone, so a leader that has folded the
 * log has all of them, and one that fires late names what it was armed for and changes nothing.
 */
public record SlotTimer(Instant at, SlotEvent event) {

  /** Every timer that is armed in {@code state}. */
  public static List<SlotTimer> armedIn(SlotState state, SlotSchedule schedule) {
    return switch (state) {
      // The next slot begins with facts from L1, which the driver has to fetch first.
      case StartingSlot _ -> List.of();
      case Building building -> {
        var slot = building.run().slot();
        var timers =
            building.running().values().stream()
                .map(i -> new SlotTimer(i.deadline(), new VotingTimedOut(i.start().instance())))
                .collect(toCollection(ArrayList::new));
        timers.add(new SlotTimer(schedule.cutoverOf(slot), new SealCutoverReached(slot)));
        yield List.copyOf(timers);
      }
      case Sealing sealing -> {
        var slot = sealing.run().slot();
        yield List.of(new SlotTimer(schedule.endOf(slot), new SlotEnded(slot)));
      }
    };
  }
}
