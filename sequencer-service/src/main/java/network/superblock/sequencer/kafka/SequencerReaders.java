package network.superblock.sequencer.kafka;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotReceiver;
import network.superblock.runtime.kafka.SlotTopicReader;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.sequencer.SequencerInput;
import network.superblock.sequencer.SequencerInput.CaughtUp;
import network.superblock.sequencer.SequencerInput.SlotLogRead;
import network.superblock.sequencer.SequencerJournal;
import network.superblock.wire.Topic;

/** Reads the slot topic and what else concerns a sequencer into its inbox. */
public final class SequencerReaders implements AutoCloseable {

  private static final Set<Topic> OTHERS =
      EnumSet.of(Topic.MAILBOX, Topic.BLOCK_VERDICT, Topic.SUPERBLOCK);

  private final SlotTopicReader slots;
  private final TopicReader others;

  private SequencerReaders(SlotTopicReader slots, TopicReader others) {
    this.slots = slots;
    this.others = others;
  }

  /**
   * Begins where the journal ends; a new sequencer needs no message from before it was there.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if Kafka does not answer
   */
  public static SequencerReaders open(
      TopicClients clients,
      ChainId chain,
      SequencerJournal.Recorded recorded,
      Inbox<SequencerInput> inbox) {
    var translation = new TopicTranslation(chain);
    ReadFrom from =
        recorded.inputs().next().isEmpty() ? ReadFrom.end() : ReadFrom.offsets(recorded.inputs());
    TopicReader others =
        clients.readOf(
            chain,
            "messages",
            OTHERS,
            from,
            records -> {
              for (SequencerInput input : translation.of(records)) inbox.put(input);
            });
    try {
      var slots = clients.readSlots("slots", recorded.slots(), new Slots(inbox));
      return new SequencerReaders(slots, others);
    } catch (RuntimeException e) {
      others.close();
      throw e;
    }
  }

  @Override
  public void close() {
    slots.close();
    others.close();
  }

  private record Slots(Inbox<SequencerInput> inbox) implements SlotReceiver {

    @Override
    public void receive(List<SlotEntry> entries) throws InterruptedException {
      for (SlotEntry entry : entries)
        inbox.put(new SlotLogRead(entry.record(), entry.timestamp(), entry.after()));
    }

    @Override
    public void caughtUp() throws InterruptedException {
      inbox.put(new CaughtUp());
    }
  }
}
