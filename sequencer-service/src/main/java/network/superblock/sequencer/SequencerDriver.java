package network.superblock.sequencer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictOverdue;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.protocol.sequencer.SequencerRecovery;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerTimer;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.sequencer.SequencerInput.BlockRecovered;
import network.superblock.sequencer.SequencerInput.CaughtUp;
import network.superblock.sequencer.SequencerInput.Happened;
import network.superblock.sequencer.SequencerInput.MessageRead;
import network.superblock.sequencer.SequencerInput.Passed;
import network.superblock.sequencer.SequencerInput.SlotLogRead;
import network.superblock.sequencer.SequencerInput.SuperblockFinalized;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps the sequencer's protocol. Until the slot topic is read to its end, steps are only folded
 * and journalled; then whatever the state still needs is done. Confined to the inbox's thread.
 */
public final class SequencerDriver {

  private static final Logger log = LoggerFactory.getLogger(SequencerDriver.class);

  private final SequencerProtocol protocol;
  private final ChainId chain;
  private final SequencerPorts ports;
  private final Duration verdictInterval;
  private final InstantSource clock;
  private final SlotXts xts;
  private final SortedMap<String, Long> inputs;
  private final List<JournalEntry> sinceOpening = new ArrayList<>();
  private final List<JournalEntry> unwritten = new ArrayList<>();
  private final Set<SequencerTimer> armed = new HashSet<>();
  private Optional<SlotPlace> place = Optional.empty();
  private SequencerState state;
  private boolean live;

  /**
   * A driver that stands where the journal ends.
   *
   * @param current the slot in progress, for a sequencer without a journal
   * @param verdictInterval how long to wait for a verdict before the block is sent again
   */
  public SequencerDriver(
      SequencerRules rules,
      SequencerPorts ports,
      SequencerJournal.Recorded recorded,
      Slot current,
      Duration verdictInterval,
      InstantSource clock) {
    this.protocol = new SequencerProtocol(rules);
    this.chain = rules.chain();
    this.ports = ports;
    this.verdictInterval = verdictInterval;
    this.clock = clock;
    this.xts = new SlotXts(chain);
    this.inputs = new TreeMap<>(recorded.inputs().next());
    this.sinceOpening.addAll(recorded.entries());
    this.state =
        recorded.entries().isEmpty()
            ? SequencerRecovery.startAfresh(current)
            : new SequencerRecovery(protocol).recover(recorded.entries(), clock.instant()).state();
    recorded.entries().forEach(entry -> xts.note(eventOf(entry)));
  }

  /** Takes what came in, in order; what it led to is journalled when this returns. */
  public void accept(List<SequencerInput> batch) {
    for (SequencerInput input : batch) take(input);
    write();
    Failpoints.reach("sequencer.journaled", recordsIn(batch));
    ports.workplace().draftIsOpen(live && state instanceof SequencerState.BuildingFree);
  }

  private static List<SlotRecord> recordsIn(List<SequencerInput> batch) {
    var records = new ArrayList<SlotRecord>();
    for (SequencerInput input : batch)
      if (input instanceof SlotLogRead read) records.add(read.record());
    return records;
  }

  private void take(SequencerInput input) {
    switch (input) {
      case SlotLogRead read -> {
        note(read.record());
        // Written with what the record leads to, never before it.
        place = Optional.of(read.after());
        step(new SlotRecordRead(read.record(), read.at()));
      }
      case CaughtUp _ -> goLive();
      case Happened(var event) -> {
        if (live) step(event);
        if (event instanceof LocalTransactionOffered) ports.workplace().offerSettled();
      }
      case MessageRead(var event, var partition, var offset) -> {
        passed(partition, offset);
        step(event);
      }
      case BlockRecovered(var block, var partition, var offset) -> {
        if (live) ports.workplace().recovered(block);
        passed(partition, offset);
      }
      case SuperblockFinalized(var number, var partition, var offset) -> {
        ports.blocks().finalized(number);
        passed(partition, offset);
      }
      case Passed(var partition, var offset) -> passed(partition, offset);
    }
  }

  private void goLive() {
    write();
    live = true;
    ports.observer().live(state);
    if (sinceOpening.isEmpty()) {
      log.info("no journal: taking part after slot {}, until then against every xT", slot());
    } else {
      log.info("going on in slot {}: {}", slot(), state.getClass().getSimpleName());
      new SequencerRecovery(protocol)
          .recover(sinceOpening, clock.instant())
          .effects()
          .forEach(this::carryOut);
    }
    armTimers();
  }

  private Slot slot() {
    return state.memory().slot();
  }

  private void step(SequencerEvent event) {
    SequencerState before = state;
    var step = protocol.on(state, event);
    xts.note(event);
    state = step.state();
    ports.observer().stepped(event, before, state, clock.instant());
    for (SequencerEffect effect : step.effects())
      if (live || effect instanceof SequencerEffect.Journal) carryOut(effect);
    if (live) armTimers();
  }

  private void carryOut(SequencerEffect effect) {
    switch (effect) {
      case SequencerEffect.Journal(var entry) -> journal(entry);
      case SequencerEffect.RevertTo order -> ports.workplace().order(order);
      case SequencerEffect.RecoverBlocks order -> ports.workplace().order(order);
      case SequencerEffect.OpenDraft order -> ports.workplace().order(order);
      case SequencerEffect.AppendToDraft order -> ports.workplace().order(order);
      case SequencerEffect.RunSimulation order -> ports.workplace().order(order);
      case SequencerEffect.SealBlock order -> ports.workplace().order(order, xts.of(order.draft()));
      case SequencerEffect.SendCirc(var circ) -> ports.outbox().send(circ);
      case SequencerEffect.CastVote(var vote) -> {
        write();
        Failpoints.reach("sequencer.vote-journaled");
        ports.outbox().send(vote);
        Failpoints.reach("sequencer.vote-sent");
      }
      case SequencerEffect.SubmitBlock(var block) -> {
        write();
        Failpoints.reach("sequencer.block-sealed");
        ports.blocks().keep(block);
        Failpoints.reach("sequencer.block-kept");
        ports.outbox().send(block);
        Failpoints.reach("sequencer.block-sent");
        var again = new Happened(new VerdictOverdue(block.slot()));
        ports.alarms().at(clock.instant().plus(verdictInterval), again);
      }
      case SequencerEffect.ReturnToPool(var transactions) ->
          ports.workplace().returnToPool(transactions);
      case SequencerEffect.RefuseLocal(var transaction, var reason) ->
          ports.workplace().refuse(transaction, reason);
      case SequencerEffect.ReportLoudly(var alarm) -> {
        // What a restart in the middle of a slot leads to is no defect.
        if (alarm instanceof Alarm.NotReadyToSeal(var slot))
          log.warn("slot {} seals before its draft was open: it has no block of this chain", slot);
        else log.error("{}", alarm);
        ports.observer().alarmed(alarm, clock.instant());
      }
    }
  }

  private void journal(JournalEntry entry) {
    if (entry instanceof JournalEntry.SlotEntered) sinceOpening.clear();
    // They are read once, to go live; from then on the journal alone keeps them.
    if (!live && isOfASlot(entry)) sinceOpening.add(entry);
    unwritten.add(entry);
  }

  /** What came before any slot was entered leads nowhere. */
  private boolean isOfASlot(JournalEntry entry) {
    return entry instanceof JournalEntry.SlotEntered || !sinceOpening.isEmpty();
  }

  private void write() {
    if (unwritten.isEmpty()) return;
    ports.journal().append(List.copyOf(unwritten), place, new InputOffsets(inputs));
    unwritten.clear();
  }

  private void armTimers() {
    for (SequencerTimer timer : SequencerTimer.armedIn(state))
      if (armed.add(timer)) ports.alarms().at(timer.at(), new Happened(timer.event()));
    armed.retainAll(Set.copyOf(SequencerTimer.armedIn(state)));
  }

  /** What the record says of blocks that were sealed before; noting it again changes nothing. */
  private void note(SlotRecord record) {
    switch (record) {
      case SlotClosed(_, Outcome.Built built, _, _, _) -> {
        BlockRef ours = built.blocks().get(chain);
        if (ours != null) ports.blocks().included(ours, built.number());
      }
      case RollBackAndStartSlot(_, var ledger) -> ports.blocks().rolledBack(ledger.number());
      case LeaderClaim _, StartSlot _, StartSc _, Decided _, RequestSeal _, SlotClosed _ -> {}
    }
  }

  private void passed(String partition, long offset) {
    inputs.merge(partition, offset + 1, Math::max);
  }

  private static SequencerEvent eventOf(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.SlotEntered(_, var opening, var recorded) ->
          new SlotRecordRead(opening, recorded);
      case JournalEntry.Happened(var event) -> event;
    };
  }
}
