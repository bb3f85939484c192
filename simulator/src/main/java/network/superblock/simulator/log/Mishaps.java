package network.superblock.simulator.log;

import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.SlotRecord;

/** Aims mishaps at single records, on top of what the weather does to all. */
public interface Mishaps {

  Mishaps NONE = new Mishaps() {};

  /** What befalls a message before it stands in its topic. */
  default Mishap ofMessage(Object message) {
    return new Mishap.None();
  }

  /** What befalls a record of the slot topic between the topic and one sequencer. */
  default Mishap ofSlotRecord(ChainId reader, SlotRecord record) {
    return new Mishap.None();
  }
}
