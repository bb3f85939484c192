package network.superblock.slot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.inbox.InboxOptions;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.settings.NetworkProperties;
import network.superblock.slot.kafka.KafkaPublisherInputs;
import network.superblock.slot.kafka.KafkaSlotJournal;
import network.superblock.slot.kafka.SlotTopicFeed;

/** One replica of the publisher at work: the driver, its inbox and what feeds it. */
final class SlotReplica implements Activity {

  private static final InboxOptions INBOX = new InboxOptions("slot", 8192, 1024);

  /** What is configured. */
  record Settings(NetworkProperties network, SlotProperties slot, String replica) {}

  /** What it works with. */
  record Outside(
      TopicClients clients, Rollups rollups, InstantSource clock, ServiceStop serviceStop) {}

  private final Settings settings;
  private final Outside outside;
  private final SlotObserver observer;
  private Optional<Running> running = Optional.empty();

  private record Running(
      Inbox<SlotInput> inbox,
      KafkaSlotJournal journal,
      KafkaPublisherInputs inputs,
      SlotTopicFeed feed) {

    void stop() {
      inputs.close();
      feed.stop();
      inbox.close();
      journal.close();
    }
  }

  SlotReplica(Settings settings, Outside outside, SlotObserver observer) {
    this.settings = settings;
    this.outside = outside;
    this.observer = observer;
  }

  @Override
  public synchronized void start() {
    var stepping = new Stepping();
    var inbox = Inbox.start(INBOX, outside.clock(), stepping::accept);
    var journal = new KafkaSlotJournal(outside.clients(), settings.slot().appendTimeout());
    var inputs = new KafkaPublisherInputs(outside.clients(), inbox);
    var feed = new SlotTopicFeed(outside.clients(), inbox);
    var now = new Running(inbox, journal, inputs, feed);
    stepping.driver =
        Optional.of(
            new SlotDriver(
                settings.slot().rules(settings.network().schedule()),
                settings.slot().leadership(settings.replica()),
                settings.network().genesisLedger(),
                new SlotPorts(journal, inputs, outside.rollups(), inbox::at, observer),
                outside.clock()));
    inbox
        .ended()
        .thenAccept(failure ->
            failure.ifPresent(
                cause -> outside.serviceStop().because("The slot could not go on", cause)));
    try {
      feed.start();
      running = Optional.of(now);
    } catch (RuntimeException e) {
      now.stop();
      throw e;
    }
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(Running::stop);
    running = Optional.empty();
  }

  /** The inbox needs its step and the driver needs the inbox; nothing comes in before both. */
  private static final class Stepping {
    volatile Optional<SlotDriver> driver = Optional.empty();

    void accept(List<SlotInput> inputs) throws InterruptedException {
      driver.orElseThrow().accept(inputs);
    }
  }
}
