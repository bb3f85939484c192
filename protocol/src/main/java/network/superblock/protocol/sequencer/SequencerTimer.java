package network.superblock.protocol.sequencer;

import java.time.Instant;
import java.util.List;
import network.superblock.protocol.scp.ParticipantState.Done;
import network.superblock.protocol.scp.ParticipantState.Unvoted;
import network.superblock.protocol.scp.ParticipantState.Voted;
import network.superblock.protocol.sequencer.SequencerEvent.VotingTimedOut;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/**
 * An event that time brings. Timers follow from the state alone, so they survive a crash with it;
 * one that fires late names what it was armed for and changes nothing.
 */
public record SequencerTimer(Instant at, SequencerEvent event) {

  /** Every timer that is armed in {@code state}. */
  public static List<SequencerTimer> armedIn(SequencerState state) {
    return switch (state) {
      case BuildingLocked locked ->
          switch (locked.instance()) {
            case Unvoted unvoted ->
                List.of(
                    new SequencerTimer(
                        locked.deadline(), new VotingTimedOut(unvoted.leg().instance())));
            case Voted _, Done _ -> List.of();
          };
      case Waiting _, Reverting _, Recovering _, BuildingFree _, Sealing _, Submitting _ ->
          List.of();
    };
  }
}
