package network.superblock.protocol.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.scp.ScpLeader;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.SlotBegan;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.slot.SlotEvent.VerdictReceived;
import network.superblock.protocol.slot.SlotEvent.VoteReceived;
import network.superblock.protocol.slot.SlotEvent.VotingTimedOut;
import network.superblock.protocol.slot.SlotEvent.XtOffered;
import network.superblock.protocol.slot.SlotEvent.XtWithdrawn;
import network.superblock.protocol.slot.SlotState.Building;
import network.superblock.protocol.slot.SlotState.Free;
import network.superblock.protocol.slot.SlotState.InSlot;
import network.superblock.protocol.slot.SlotState.Instance;
import network.superblock.protocol.slot.SlotState.Locked;
import network.superblock.protocol.slot.SlotState.Opening;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.SlotState.StartingSlot;

/** The publisher's table. Each row bears its number from SBCP section 4; P10 is {@link SlotLog}. */
public final class SlotProtocol {

  private final SlotRules rules;
  private final XtAdmission admission;

  public SlotProtocol(SlotRules rules) {
    this.rules = rules;
    this.admission = new XtAdmission(rules);
  }

  private record When(SlotState state, SlotEvent event) {}

  /** What {@code event} leads to in {@code state} at {@code now}. */
  public Step on(SlotState state, SlotEvent event, Instant now) {
    return switch (new When(state, event)) {
      // P1
      case When(StartingSlot s, SlotBegan e) when e.slot().isAfter(s.ground().lastSlot()) ->
          open(s, e, now);
      // P2
      case When(Building s, XtOffered e) when isForThisSlot(s, e.offer()) ->
          admit(Step.to(s.with(s.run().await(e.offer(), rules.maxWaiting()))), now);
      case When(Building s, XtWithdrawn e) when s.isIn(e.withdrawal().slot()) ->
          Step.to(s.with(s.run().withdraw(e.withdrawal().xt())));
      // P3, P4
      case When(Locked s, VoteReceived e) when s.isDeciding(e.vote().instance()) ->
          count(s, e.vote(), now);
      // P5, P4
      case When(Locked s, VotingTimedOut e) when s.isDeciding(e.instance()) -> timeOut(s, e, now);
      // P6, P6'
      case When(Building s, SealCutoverReached e) when s.isIn(e.slot()) ->
          isOver(s, now) ? giveUp(s, now) : seal(s, now);
      // P6'
      case When(Building s, SlotEnded e) when s.isIn(e.slot()) -> giveUp(s, now);
      // P7
      case When(Sealing s, VerdictReceived(BlockVerdict.Accepted e)) when awaits(s, e) ->
          collect(s, e, now);
      // P8
      case When(Sealing s, SlotEnded e) when s.isIn(e.slot()) -> close(s, now);
      // P9
      case When(StartingSlot s, SettlementChanged(RollBackFinalized e)) when isNew(s, e) ->
          Step.to(new StartingSlot(rolledBack(s, e), Opening.ROLL_BACK));
      case When(InSlot s, SettlementChanged(RollBackFinalized e)) when isNew(s, e) ->
          rollBack(s, e, now);
      // P9'
      case When(SlotState s, SettlementChanged(RollBackSeen e)) when isNew(s, e) ->
          Step.to(settled(s, settlement(s).seen(e)));
      case When(SlotState s, SettlementChanged(RollBackReorgedOut e))
          when settlement(s).isNews(e) ->
          admit(Step.to(settled(s, settlement(s).reorgedOut(e))), now);

      // What comes too late, too early or twice changes nothing.
      case When(_, SlotBegan _),
          When(_, XtOffered _),
          When(_, XtWithdrawn _),
          When(_, VoteReceived _),
          When(_, VotingTimedOut _),
          When(_, SealCutoverReached _),
          When(_, VerdictReceived _),
          When(_, SlotEnded _),
          When(_, SettlementChanged _) ->
          Step.to(state);
    };
  }

  private Step open(StartingSlot s, SlotBegan e, Instant now) {
    var ledger = s.ground().ledger();
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    e.rollups()
        .genesis()
        .forEach((chain, genesis) -> requests.put(chain, nextBlock(ledger, chain, genesis)));
    var opening =
        new SlotOpening(
            e.slot(),
            ledger.number().next(),
            ledger.hash(),
            requests,
            e.rollups().at(),
            e.inputs(),
            settlement(s).settled());
    return write(
        Step.to(s),
        switch (s.opening()) {
          case START -> new StartSlot(opening);
          case ROLL_BACK -> new RollBackAndStartSlot(opening, ledger);
        },
        now);
  }

  private static L2BlockRequest nextBlock(Ledger ledger, ChainId chain, Hash32 genesis) {
    var head = ledger.heads().get(chain);
    return head == null
        ? new L2BlockRequest(chain, new BlockNumber(1), genesis)
        : new L2BlockRequest(chain, head.number().next(), head.hash());
  }

  /** Starts what can start now, best rank first. */
  private Step admit(Step step, Instant now) {
    if (!(step.state() instanceof Building s)) return step;
    var admitted = admission.review(s, now);
    var next = new Step(s.with(s.run().waiting(admitted.waiting())), step.records());
    for (var offer : admitted.starting()) next = start(next, offer, now);
    return next;
  }

  private Step start(Step step, XtOffer offer, Instant now) {
    var run = ((Building) step.state()).run();
    return write(step, new StartSc(run.slot(), run.nextSequence(), offer.xt(), offer.id()), now);
  }

  private Step count(Locked s, Vote vote, Instant now) {
    var xt = vote.instance().xt();
    var instance = s.deciding(xt);
    return switch (ScpLeader.vote(instance.voting(), vote.from(), vote.ballot())) {
      case ScpLeader.Voting voting -> {
        var running = new TreeMap<>(s.running());
        running.put(xt, new Instance(instance.start(), instance.deadline(), voting));
        yield Step.to(new Locked(s.ground(), s.run(), running));
      }
      case ScpLeader.Decided decided ->
          admit(write(Step.to(s), decided(instance, decided.decision()), now), now);
    };
  }

  private Step timeOut(Locked s, VotingTimedOut e, Instant now) {
    var instance = s.deciding(e.instance().xt());
    var decision = ScpLeader.timeout(instance.voting()).decision();
    return admit(write(Step.to(s), decided(instance, decision), now), now);
  }

  private Step seal(Building s, Instant now) {
    var decided = abortRunning(s, new AbortReason.CutOff(), now);
    var run = ((Free) decided.state()).run();
    return write(decided, new RequestSeal(run.slot(), run.sealList()), now);
  }

  private Step giveUp(Building s, Instant now) {
    var decided = abortRunning(s, new AbortReason.SlotOver(), now);
    var run = ((Free) decided.state()).run();
    return write(decided, SlotClosure.failed(run, s.ground().ledger()), now);
  }

  private Step collect(Sealing s, BlockVerdict.Accepted block, Instant now) {
    var collected =
        new Sealing(s.ground(), s.run(), s.sealList(), s.blocks().with(block.chain(), block));
    return collected.blocks().size() == s.run().opening().requests().size()
        ? close(collected, now)
        : Step.to(collected);
  }

  private Step close(Sealing s, Instant now) {
    return write(Step.to(s), SlotClosure.close(s.run(), s.ground().ledger(), s.blocks()), now);
  }

  private Step rollBack(InSlot s, RollBackFinalized e, Instant now) {
    var ground = rolledBack(s, e);
    var settled =
        switch (s) {
          case Building b -> abortRunning(b, new AbortReason.RolledBack(), now);
          case Sealing sealing -> Step.to(sealing);
        };
    var run = ((InSlot) settled.state()).run();
    var open = new Step(settled.state().with(ground), settled.records());
    return write(open, SlotClosure.rolledBack(run, ground.ledger()), now);
  }

  private Step abortRunning(Building s, AbortReason reason, Instant now) {
    var inOrder = new ArrayList<>(s.running().values());
    inOrder.sort(Comparator.comparing(instance -> instance.start().sequence()));
    var step = Step.to(s);
    for (var instance : inOrder) step = write(step, decided(instance, Decision.abort(reason)), now);
    return step;
  }

  private static Decided decided(Instance instance, Decision decision) {
    return new Decided(instance.start().slot(), instance.start().id(), decision);
  }

  private Step write(Step step, SlotRecord record, Instant now) {
    return step.and(SlotLog.fold(step.state(), record, now, rules.schedule().scpTimer()), record);
  }

  private boolean isOver(InSlot s, Instant now) {
    return !now.isBefore(rules.schedule().endOf(s.run().slot()));
  }

  private static boolean isForThisSlot(Building s, XtOffer offer) {
    return s.isIn(offer.slot()) && !s.run().hasSeen(offer.id());
  }

  /** Only the first accepted block counts, and only the one that the slot asked for. */
  private static boolean awaits(Sealing s, BlockVerdict.Accepted block) {
    return s.isIn(block.slot())
        && !s.blocks().containsKey(block.chain())
        && s.run()
            .opening()
            .requestOf(block.chain())
            .filter(r -> r.number().equals(block.number()))
            .filter(r -> r.parentHash().equals(block.parentHash()))
            .isPresent()
        && block.includedXts().equals(s.partOf(block.chain()));
  }

  private static boolean isNew(SlotState s, RollBackFinalized e) {
    return e.ordinal() > s.ground().ledger().rollBacks();
  }

  private static boolean isNew(SlotState s, RollBackSeen e) {
    return e.ordinal() > s.ground().ledger().rollBacks() && settlement(s).isNews(e);
  }

  private static SettlementView settlement(SlotState s) {
    return s.ground().settlement();
  }

  private static SlotState settled(SlotState s, SettlementView settlement) {
    return s.with(s.ground().settlement(settlement));
  }

  private static Ground rolledBack(SlotState s, RollBackFinalized e) {
    var last = e.lastValid();
    var ledger =
        new Ledger(last.number(), last.hash(), last.heads(), last.suspended(), e.ordinal());
    return s.ground().at(ledger).settlement(settlement(s).finalized(e));
  }
}
