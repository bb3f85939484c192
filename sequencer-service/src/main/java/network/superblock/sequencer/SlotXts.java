package network.superblock.sequencer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;

/** The xTs that started in the current slot and name us. Confined to the driver's thread. */
final class SlotXts {

  private final ChainId chain;
  private final Map<XtId, XtRequest> started = new LinkedHashMap<>();
  private Slot slot = new Slot(0);

  SlotXts(ChainId chain) {
    this.chain = chain;
  }

  void note(SequencerEvent event) {
    if (!(event instanceof SlotRecordRead(var record, _))) return;
    if (record instanceof Opens opens) enter(opens.slot());
    if (record instanceof StartSc start && start.xt().chains().contains(chain)) {
      enter(start.slot());
      if (start.slot().equals(slot)) started.put(start.id(), start.xt());
    }
  }

  /** The block of {@code draft} holds some of them whole, each in its place. */
  ChainXts of(Draft draft) {
    return new ChainXts(chain, List.copyOf(started.values()), draft.committedXts());
  }

  private void enter(Slot later) {
    if (!later.isAfter(slot)) return;
    slot = later;
    started.clear();
  }
}
