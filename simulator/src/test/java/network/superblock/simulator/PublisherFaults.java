package network.superblock.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.VerdictReceived;
import network.superblock.protocol.slot.SlotEvent.VoteReceived;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotState.InSlot;
import network.superblock.protocol.slot.SlotState.Locked;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.Step;
import network.superblock.protocol.superblock.Superblock;
import network.superblock.simulator.publisher.PublisherBrain;

/** Publishers that decide wrongly in one point. */
final class PublisherFaults {

  private PublisherFaults() {}

  /** A vote that comes after the decision is counted once more. */
  static PublisherBrain decidesAgainUponALateVote(SlotRules rules) {
    var sound = new SlotProtocol(rules);
    return (state, event, now) -> {
      var step = sound.on(state, event, now);
      if (!(event instanceof VoteReceived(var vote))
          || !(vote.ballot() instanceof Ballot.Commit)
          || !(state instanceof InSlot inSlot)
          || !inSlot.isIn(vote.instance().slot())) return step;
      var isAborted =
          inSlot.run().decisionOn(vote.instance().xt()).filter(d -> !d.isCommit()).isPresent();
      if (!isAborted) return step;
      var records = new ArrayList<>(step.records());
      records.add(new Decided(vote.instance().slot(), vote.instance().xt(), Decision.commit()));
      return new Step(step.state(), records);
    };
  }

  /** A vote of an earlier run of the same xT counts. */
  static PublisherBrain countsVotesOfEarlierSlots(SlotRules rules) {
    return seeing(
        rules,
        (state, event) -> {
          if (!(event instanceof VoteReceived(var vote)) || !(state instanceof Locked locked))
            return event;
          var running = locked.running().get(vote.instance().xt());
          return running == null
              ? event
              : new VoteReceived(new Vote(running.start().instance(), vote.from(), vote.ballot()));
        });
  }

  /** What was sent need not be what was received. */
  static PublisherBrain ignoresDigests(SlotRules rules) {
    return seeing(
        rules,
        (_, event) ->
            event instanceof VoteReceived(Vote(var instance, var from, Ballot.Commit _))
                ? new VoteReceived(
                    new Vote(instance, from, new Ballot.Commit(Collections.emptySortedMap())))
                : event);
  }

  /** A block with another number or parent is taken for the one that was asked for. */
  static PublisherBrain takesAnyNumberAndParent(SlotRules rules) {
    return seeing(
        rules,
        (state, event) -> {
          if (!(event instanceof VerdictReceived(Accepted block))
              || !(state instanceof Sealing sealing)) return event;
          return sealing
              .run()
              .opening()
              .requestOf(block.chain())
              .<SlotEvent>map(request -> new VerdictReceived(asAskedFor(block, request)))
              .orElse(event);
        });
  }

  /** Every accepted block is in the superblock, whatever became of the others. */
  static PublisherBrain keepsTheLegsOfBrokenXts(SlotRules rules) {
    return writing(
        rules,
        (state, record) ->
            record instanceof SlotClosed closed
                    && state instanceof Sealing sealing
                    && !sealing.blocks().values().isEmpty()
                ? withAllBlocks(sealing, closed)
                : record);
  }

  /** A failed slot uses up a superblock number. */
  static PublisherBrain skipsANumber(SlotRules rules) {
    return writing(
        rules,
        (_, record) ->
            record instanceof SlotClosed closed && closed.outcome() instanceof Outcome.Failed
                ? closing(
                    closed,
                    closed.outcome(),
                    new Ledger(
                        closed.ledger().number().next(),
                        closed.ledger().hash(),
                        closed.ledger().heads(),
                        closed.ledger().suspended(),
                        closed.ledger().rollBacks()))
                : record);
  }

  /** The block accepted last is the head, whether a superblock holds it or not. */
  static PublisherBrain followsEveryAcceptedBlock(SlotRules rules) {
    Map<ChainId, Accepted> last = new HashMap<>();
    var opening = writing(rules, (_, record) -> asking(record, last));
    return (state, event, now) -> {
      if (event instanceof VerdictReceived(Accepted block)) last.put(block.chain(), block);
      return opening.on(state, event, now);
    };
  }

  /** After a rollback the slot opens on the heads of before. */
  static PublisherBrain forgetsTheRollBack(SlotRules rules) {
    Map<ChainId, L2BlockRequest> asked = new HashMap<>();
    return writing(
        rules,
        (_, record) -> {
          if (record instanceof StartSlot start) asked.putAll(start.opening().requests());
          return record instanceof RollBackAndStartSlot start
              ? new RollBackAndStartSlot(
                  withRequests(
                      start.opening(), request -> asked.getOrDefault(request.chain(), request)),
                  start.ledger())
              : record;
        });
  }

  /** What settlement said long ago counts as if it were said now. */
  static PublisherBrain heedsOldSettlementEvents(SlotRules rules) {
    return seeing(
        rules,
        (_, event) ->
            event instanceof SettlementChanged(var settlement)
                ? new SettlementChanged(unnumbered(settlement))
                : event);
  }

  private static SettlementEvent unnumbered(SettlementEvent event) {
    return switch (event) {
      case RollBackSeen(var ordinal, _) -> new RollBackSeen(ordinal, 0);
      case RollBackReorgedOut(var ordinal, _) -> new RollBackReorgedOut(ordinal, 0);
      case RollBackFinalized(var ordinal, _, var ledger) ->
          new RollBackFinalized(ordinal, 0, ledger);
    };
  }

  private interface Seen {
    SlotEvent of(SlotState state, SlotEvent event);
  }

  private interface Written {
    SlotRecord of(SlotState state, SlotRecord record);
  }

  /** The sound protocol that is told something else. */
  private static PublisherBrain seeing(SlotRules rules, Seen seen) {
    var sound = new SlotProtocol(rules);
    return (state, event, now) -> sound.on(state, seen.of(state, event), now);
  }

  /** The sound protocol whose records are replaced before they are written. */
  private static PublisherBrain writing(SlotRules rules, Written written) {
    var sound = new SlotProtocol(rules);
    return (state, event, now) -> {
      var step = sound.on(state, event, now);
      var records = new ArrayList<SlotRecord>();
      for (var record : step.records()) records.add(written.of(state, record));
      return records.equals(step.records())
          ? step
          : new Step(refold(state, records, now, rules), records);
    };
  }

  private static SlotState refold(
      SlotState state, List<SlotRecord> records, Instant now, SlotRules rules) {
    var folded = state;
    for (var record : records)
      folded = SlotLog.fold(folded, record, now, rules.schedule().scpTimer());
    return folded;
  }

  private static Accepted asAskedFor(Accepted block, L2BlockRequest request) {
    return new Accepted(
        block.slot(),
        block.chain(),
        request.number(),
        block.hash(),
        request.parentHash(),
        block.includedXts(),
        block.mailbox());
  }

  private static SlotClosed withAllBlocks(Sealing state, SlotClosed closed) {
    SortedMap<ChainId, BlockRef> blocks = new TreeMap<>();
    var heads = new TreeMap<>(state.ground().ledger().heads());
    for (var block : state.blocks().values()) {
      blocks.put(block.chain(), new BlockRef(block.number(), block.hash()));
      heads.put(block.chain(), new ChainHead(block.number(), block.hash(), block.mailbox()));
    }
    var before = state.ground().ledger();
    var included =
        closed.outcome() instanceof Outcome.Built built ? built.includedXts() : List.<XtId>of();
    var superblock =
        new Superblock(before.number().next(), closed.slot(), before.hash(), blocks, included);
    return closing(
        closed,
        new Outcome.Built(superblock.number(), superblock.hash(), before.hash(), blocks, included),
        new Ledger(
            superblock.number(),
            superblock.hash(),
            heads,
            closed.ledger().suspended(),
            before.rollBacks()));
  }

  private static SlotClosed closing(SlotClosed closed, Outcome outcome, Ledger ledger) {
    return new SlotClosed(closed.slot(), outcome, closed.requeued(), closed.aborted(), ledger);
  }

  private static SlotRecord asking(SlotRecord record, Map<ChainId, Accepted> last) {
    return record instanceof StartSlot start
        ? new StartSlot(
            withRequests(
                start.opening(),
                request -> {
                  var block = last.get(request.chain());
                  return block == null || block.number().compareTo(request.number()) < 0
                      ? request
                      : new L2BlockRequest(request.chain(), block.number().next(), block.hash());
                }))
        : record;
  }

  private static SlotOpening withRequests(
      SlotOpening opening, Function<L2BlockRequest, L2BlockRequest> change) {
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    opening.requests().forEach((chain, request) -> requests.put(chain, change.apply(request)));
    return new SlotOpening(
        opening.slot(),
        opening.superblock(),
        opening.lastSuperblock(),
        requests,
        opening.l1Block(),
        opening.inputs(),
        opening.settled());
  }
}
