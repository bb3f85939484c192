package network.superblock.slot.kafka;

import java.util.List;
import java.util.Optional;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.runtime.kafka.SlotReceiver;
import network.superblock.runtime.kafka.SlotTopicReader;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.slot.SlotInput;

/** Feeds the slot topic, from its beginning, to the driver. */
public final class SlotTopicFeed implements Activity {

  private final TopicClients clients;
  private final Inbox<SlotInput> inbox;
  private Optional<SlotTopicReader> reader = Optional.empty();

  public SlotTopicFeed(TopicClients clients, Inbox<SlotInput> inbox) {
    this.clients = clients;
    this.inbox = inbox;
  }

  @Override
  public synchronized void start() {
    reader = Optional.of(clients.readSlots("slots", SlotPlace.BEGINNING, new ToInbox()));
  }

  @Override
  public synchronized void stop() {
    reader.ifPresent(SlotTopicReader::close);
    reader = Optional.empty();
  }

  private final class ToInbox implements SlotReceiver {

    @Override
    public void receive(List<SlotEntry> entries) throws InterruptedException {
      for (var entry : entries)
        inbox.put(new SlotInput.LogRead(entry.record(), entry.offset(), entry.timestamp()));
    }

    @Override
    public void caughtUp() throws InterruptedException {
      inbox.put(new SlotInput.CaughtUp());
    }
  }
}
