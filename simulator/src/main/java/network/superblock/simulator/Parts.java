package network.superblock.simulator;

import java.util.function.Function;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.simulator.publisher.PublisherBrain;
import network.superblock.simulator.queue.Requeueing;
import network.superblock.simulator.sequencer.SequencerBrain;
import network.superblock.simulator.settlement.PublishingHabit;
import network.superblock.simulator.store.BlockJudge;

/** What the roles decide with. The tests put broken parts in, one at a time. */
public record Parts(
    Function<SlotRules, PublisherBrain> publisher,
    Function<SequencerRules, SequencerBrain> sequencer,
    Gate gate,
    BlockJudge judge,
    Requeueing requeueing,
    PublishingHabit publishing) {

  /** Everything as it should be. */
  public static final Parts SOUND =
      new Parts(
          rules -> new SlotProtocol(rules)::on,
          rules -> new SequencerProtocol(rules)::on,
          Gate.STRICT,
          BlockJudge.STRICT,
          Requeueing.FAITHFUL,
          PublishingHabit.PERSISTENT);

  public Parts withPublisher(Function<SlotRules, PublisherBrain> next) {
    return new Parts(next, sequencer, gate, judge, requeueing, publishing);
  }

  public Parts withSequencer(Function<SequencerRules, SequencerBrain> next) {
    return new Parts(publisher, next, gate, judge, requeueing, publishing);
  }

  public Parts withGate(Gate next) {
    return new Parts(publisher, sequencer, next, judge, requeueing, publishing);
  }

  public Parts withJudge(BlockJudge next) {
    return new Parts(publisher, sequencer, gate, next, requeueing, publishing);
  }

  public Parts withRequeueing(Requeueing next) {
    return new Parts(publisher, sequencer, gate, judge, next, publishing);
  }

  public Parts withPublishing(PublishingHabit next) {
    return new Parts(publisher, sequencer, gate, judge, requeueing, next);
  }
}
