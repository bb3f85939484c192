package network.superblock.sequencer.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictReceived;
import network.superblock.runtime.kafka.Received;
import network.superblock.sequencer.SequencerInput;
import network.superblock.sequencer.SequencerInput.BlockRecovered;
import network.superblock.sequencer.SequencerInput.MessageRead;
import network.superblock.sequencer.SequencerInput.Passed;
import network.superblock.sequencer.SequencerInput.SuperblockFinalized;
import network.superblock.wire.Sender;

/** What the records of the other topics mean to one chain's sequencer. */
record TopicTranslation(ChainId chain) {

  /** The records that concern us, and the place after those that do not. */
  List<SequencerInput> of(List<Received> records) {
    var inputs = new ArrayList<SequencerInput>();
    Map<String, SequencerInput> passed = new LinkedHashMap<>();
    for (Received received : records) {
      String partition = received.topic().topicName() + "-" + received.partition();
      Optional<SequencerInput> ours = of(received, partition);
      if (ours.isPresent()) {
        inputs.add(ours.get());
        passed.remove(partition);
      } else {
        passed.put(partition, new Passed(partition, received.offset()));
      }
    }
    inputs.addAll(passed.values());
    return inputs;
  }

  private Optional<SequencerInput> of(Received received, String partition) {
    long offset = received.offset();
    return switch (received.message()) {
      case CircMessage circ
          when circ.message().header().destination().equals(chain)
              && received.sender() instanceof Sender.Sequencer(var signer) ->
          Optional.of(new MessageRead(new CircReceived(circ, signer), partition, offset));
      case BlockVerdict verdict when verdict.chain().equals(chain) ->
          Optional.of(new MessageRead(new VerdictReceived(verdict), partition, offset));
      case L2Block block when block.chain().equals(chain) ->
          Optional.of(new BlockRecovered(block, partition, offset));
      case SuperblockStatus.Finalized status ->
          Optional.of(new SuperblockFinalized(status.number(), partition, offset));
      default -> Optional.empty();
    };
  }
}
