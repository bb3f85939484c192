package network.superblock.protocol.sequencer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Step;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.scp.Exchange;
import network.superblock.protocol.scp.Leg;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.protocol.scp.ParticipantState.AwaitingMessage;
import network.superblock.protocol.scp.ParticipantState.Done;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.scp.ParticipantState.Refused;
import network.superblock.protocol.scp.ParticipantState.Simulating;
import network.superblock.protocol.sequencer.JournalEntry.Happened;
import network.superblock.protocol.sequencer.JournalEntry.SlotEntered;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.OpenDraft;
import network.superblock.protocol.sequencer.SequencerEffect.RecoverBlocks;
import network.superblock.protocol.sequencer.SequencerEffect.RevertTo;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SendCirc;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/**
 * How a sequencer comes back after a crash. With its journal it goes on where it was and reads the
 * slot topic behind the last journalled record; without, it starts afresh at the topic's end.
 */
public final class SequencerRecovery {

  private final SequencerProtocol protocol;

  public SequencerRecovery(SequencerProtocol protocol) {
    this.protocol = protocol;
  }

  /**
   * The state of a sequencer that has no journal. What it may have voted in the slots up to {@code
   * current} is unknown, so it takes part in none of them: it votes against what starts there from
   * now on, and does not seal.
   *
   * @param current the slot in progress
   */
  public static SequencerState startAfresh(Slot current) {
    return new Waiting(Memory.startingAfter(current));
  }

  /**
   * The state that the entries since the last slot's opening lead to, and what must be done again,
   * because nobody knows whether it was done before the crash. All of it may be done twice.
   *
   * <p>A vote that was journalled may not have left: it is cast again as long as it can count.
   *
   * @param entries a {@link SlotEntered} and what followed it, complete and in order
   * @param now a vote that the publisher no longer waits for is not cast again
   * @throws IllegalArgumentException if the first entry is not a slot's opening
   */
  public Step<SequencerState, SequencerEffect> recover(List<JournalEntry> entries, Instant now) {
    if (entries.isEmpty() || !(entries.getFirst() instanceof SlotEntered entered))
      throw new IllegalArgumentException("a journal begins with a slot's opening");
    SequencerState state = new Waiting(entered.before());
    var votes = new UncertainVotes(protocol.rules());
    for (var entry : entries) {
      var event = eventOf(entry);
      var step = protocol.on(state, event);
      votes.note(event, step.effects());
      state = step.state();
    }
    var effects = new ArrayList<>(resume(state));
    for (var vote : votes.countingAt(state.memory().slot(), now))
      if (!effects.contains(vote)) effects.add(vote);
    return new Step<>(state, List.copyOf(effects));
  }

  private static SequencerEvent eventOf(JournalEntry entry) {
    return switch (entry) {
      case SlotEntered(var _, var opening, var recorded) -> new SlotRecordRead(opening, recorded);
      case Happened(var happened) -> happened;
    };
  }

  private static List<SequencerEffect> resume(SequencerState state) {
    return switch (state) {
      case Waiting _ -> List.of();
      case Reverting s -> List.of(revert(s.draft()));
      case Recovering s -> List.of(new RecoverBlocks(s.draft().slot(), s.draft().parent()));
      case BuildingFree s -> List.of(revert(s.draft()), new OpenDraft(s.draft()));
      case BuildingLocked s -> {
        var effects = new ArrayList<SequencerEffect>();
        effects.add(revert(s.draft()));
        effects.add(new OpenDraft(s.draft()));
        effects.addAll(resume(s.instance()));
        yield List.copyOf(effects);
      }
      case Sealing s ->
          List.of(revert(s.draft()), new OpenDraft(s.draft()), new SealBlock(s.draft()));
      case Submitting s -> List.of(new SubmitBlock(s.block()));
    };
  }

  private static List<SequencerEffect> resume(ParticipantState instance) {
    return switch (instance) {
      case Simulating s -> sendAgain(s.leg(), s.exchange(), simulation(s.leg(), s.exchange()));
      case AwaitingMessage s -> sendAgain(s.leg(), s.exchange());
      case Prepared s -> sendAgain(s.leg(), s.exchange(), new CastVote(s.vote()));
      case Refused s -> List.of(new CastVote(s.vote()));
      case Done _ -> List.of();
    };
  }

  private static RunSimulation simulation(Leg leg, Exchange exchange) {
    return new RunSimulation(leg.instance(), exchange.put(), leg.transactions());
  }

  private static List<SequencerEffect> sendAgain(
      Leg leg, Exchange exchange, SequencerEffect... then) {
    var effects = new ArrayList<SequencerEffect>();
    for (MailboxMessage message : exchange.sent())
      effects.add(new SendCirc(new CircMessage(leg.instance(), message)));
    effects.addAll(List.of(then));
    return effects;
  }

  private static RevertTo revert(Draft draft) {
    return new RevertTo(draft.slot(), draft.parent());
  }
}
