package network.superblock.protocol.sequencer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;

/**
 * The votes that folded steps led to, while nothing shows that they came to anything: the process
 * may have ended between the journal and the topic, or never have acted on what it read. See SBCP
 * section 5, Q2.
 */
final class UncertainVotes {

  private final SequencerRules rules;
  private final Map<InstanceId, CastVote> votes = new LinkedHashMap<>();
  private final Map<InstanceId, Instant> deadlines = new LinkedHashMap<>();

  UncertainVotes(SequencerRules rules) {
    this.rules = rules;
  }

  void note(SequencerEvent event, List<SequencerEffect> ledTo) {
    if (event instanceof SlotRecordRead(var record, var at)) {
      if (record instanceof StartSc start)
        deadlines.putIfAbsent(start.instance(), rules.deadline(at));
      if (record instanceof Decided decided) votes.remove(decided.instance());
      if (record instanceof RequestSeal seal) forget(seal.slot());
      if (record instanceof SlotClosed closed) forget(closed.slot());
    }
    for (var effect : ledTo)
      if (effect instanceof CastVote cast) votes.putIfAbsent(cast.vote().instance(), cast);
  }

  /** Those of the slot that can still count at {@code now}, in the order in which they arose. */
  List<CastVote> countingAt(Slot slot, Instant now) {
    return votes.values().stream()
        .filter(cast -> counts(cast.vote().instance(), slot, now))
        .toList();
  }

  private boolean counts(InstanceId instance, Slot slot, Instant now) {
    var deadline = deadlines.get(instance);
    return instance.slot().equals(slot) && deadline != null && now.isBefore(deadline);
  }

  private void forget(Slot slot) {
    votes.keySet().removeIf(instance -> instance.slot().equals(slot));
  }
}
