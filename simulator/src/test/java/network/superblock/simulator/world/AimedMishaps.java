package network.superblock.simulator.world;

import java.util.function.Predicate;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.simulator.log.Mishap;
import network.superblock.simulator.log.Mishaps;
import network.superblock.simulator.log.Signed;

/** Mishaps that befall what they are aimed at. */
final class AimedMishaps {

  private AimedMishaps() {}

  static Mishaps atSlotRecords(ChainId reader, Predicate<SlotRecord> records, Befalling mishap) {
    return new Mishaps() {
      @Override
      public Mishap ofSlotRecord(ChainId to, SlotRecord record) {
        return to.equals(reader) && records.test(record) ? mishap.next() : new Mishap.None();
      }
    };
  }

  static Mishaps atMessages(Predicate<Object> messages, Befalling mishap) {
    return new Mishaps() {
      @Override
      public Mishap ofMessage(Object sent) {
        return sent instanceof Signed<?>(var _, var message) && messages.test(message)
            ? mishap.next()
            : new Mishap.None();
      }
    };
  }
}
