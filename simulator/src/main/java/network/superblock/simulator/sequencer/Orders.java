package network.superblock.simulator.sequencer;

import static network.superblock.protocol.message.VoteRefusal.Cause.NODE_UNAVAILABLE;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.AppendToDraft;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.OpenDraft;
import network.superblock.protocol.sequencer.SequencerEffect.RecoverBlocks;
import network.superblock.protocol.sequencer.SequencerEffect.RefuseLocal;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.ReturnToPool;
import network.superblock.protocol.sequencer.SequencerEffect.RevertTo;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SendCirc;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerEvent.SealingFailed;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictOverdue;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.log.Signed;

/** Carries out what the protocol orders. */
final class Orders {

  private static final int VERDICT_WAIT = 700;
  private static final int FETCH_WAIT = 400;

  private final Stage stage;
  private final SequencerProcess process;
  private final NodeLane lane;
  private final SequencerWatch watch;
  private final Blocks blocks;
  private final BlockSource source;

  Orders(
      Stage stage, SequencerProcess process, NodeLane lane, SequencerProcess.Equipment equipment) {
    this.stage = stage;
    this.process = process;
    this.lane = lane;
    this.watch = equipment.watch();
    this.blocks = equipment.blocks();
    this.source = equipment.source();
  }

  void carryOut(SequencerEffect effect) {
    switch (effect) {
      case Journal _ -> throw new IllegalArgumentException("the process writes its journal");
      case RevertTo(var slot, var parent) -> {
        var answer = process.answer();
        lane.then(millis(2, 20), () -> revert(slot, parent, answer));
      }
      case RecoverBlocks(var slot, var parent) -> recover(slot, parent);
      case OpenDraft(var draft) -> lane.then(millis(1, 5), () -> lane.open(draft));
      case AppendToDraft(var entry) -> append(entry);
      case RunSimulation run -> simulate(run);
      case SendCirc(var circ) -> send(circ);
      case CastVote(var vote) -> {
        process.flush();
        watch.voted(vote);
        stage.topics().votes().of(process.chain()).send(new Signed<>(process.chain(), vote));
      }
      case SealBlock(var draft) -> {
        var answer = process.answer();
        lane.then(millis(10, 80), () -> seal(draft, answer));
      }
      case SubmitBlock(var block) -> submit(block);
      case ReturnToPool(var transactions) -> process.pool().giveBack(transactions);
      case RefuseLocal(var transaction, var _) -> process.pool().refuse(transaction);
      case ReportLoudly _ -> {}
    }
  }

  private void revert(Slot slot, BlockRef parent, Consumer<SequencerEvent> answer) {
    if (lane.node().has(parent)) {
      setBack(parent);
      answer.accept(new NodeReady(slot));
    } else answer.accept(new ParentMissing(slot));
  }

  /** Drops what is above, in the node and of the blocks that this sequencer ever sealed. */
  private void setBack(BlockRef parent) {
    lane.node().revertTo(parent);
    process.pool().giveBackForGood(process.store().takeDropped(lane.node()));
  }

  /** Fetches backwards from the parent to a block that the node has. */
  private void recover(Slot slot, BlockRef parent) {
    var missing = new ArrayDeque<SimulatedBlock>();
    var wanted = parent;
    while (!lane.node().has(wanted)) {
      var block = source.fetch(wanted.hash());
      if (block.isEmpty()) {
        stage
            .clock()
            .after(
                FETCH_WAIT,
                process.ifAlive(() -> {
                  if (process.state().isIn(slot)) recover(slot, parent);
                }));
        return;
      }
      missing.addFirst(block.get());
      wanted = new BlockRef(new BlockNumber(wanted.number().value() - 1), block.get().parent());
    }
    var known = wanted;
    var answer = process.answer();
    lane.then(
        millis(20, 200),
        () -> {
          if (!lane.node().has(known)) return;
          lane.node().revertTo(known);
          for (var block : missing) lane.node().append(block);
          setBack(parent);
          answer.accept(new NodeReady(slot));
        });
  }

  private void append(DraftEntry entry) {
    if (entry instanceof DraftEntry.Local(var transaction)) process.pool().take(transaction);
    lane.then(0, () -> lane.overlay().ifPresent(overlay -> overlay.apply(entry)));
  }

  private void simulate(RunSimulation run) {
    if (stage.dice().chance(stage.network().hang())) return;
    var millis = lane.backlog() + millis(3, 60);
    stage
        .clock()
        .after(
            millis,
            process.ifAlive(
                () -> process.accept(new SimulationEnded(run.instance(), result(run)))));
  }

  private SimulationResult result(RunSimulation run) {
    return lane.overlay()
        .map(overlay -> overlay.simulate(run.inbox(), run.transactions()))
        .orElseGet(
            () -> new SimulationResult.Failed(new VoteRefusal(NODE_UNAVAILABLE, "no overlay")));
  }

  private void send(CircMessage circ) {
    var topic = stage.topics().mailbox().of(circ.message().header().destination());
    topic.send(new Signed<>(process.chain(), circ));
  }

  private void seal(Draft draft, Consumer<SequencerEvent> answer) {
    if (!lane.stands(draft.parent()) || stage.dice().chance(stage.network().hang() / 4)) {
      answer.accept(new SealingFailed(draft.slot(), "the node refuses"));
      return;
    }
    var block = blocks.publish(lane.node().head().child(draft.slot(), draft.entries()));
    lane.node().append(block);
    answer.accept(new BlockSealed(block.message()));
  }

  private void submit(L2Block block) {
    process.store().keep(blocks.decode(block.hash()));
    process.flush();
    watch.submitted(blocks.decode(block.hash()));
    stage.topics().blocks().of(process.chain()).send(new Signed<>(process.chain(), block));
    stage
        .clock()
        .after(
            VERDICT_WAIT,
            process.ifAlive(() -> {
              if (process.state() instanceof Submitting s && s.block().hash().equals(block.hash()))
                process.accept(new VerdictOverdue(block.slot()));
            }));
  }

  private int millis(int from, int to) {
    return stage.dice().between(from, to);
  }
}
