package network.superblock.slot.kafka;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.runtime.inbox.Inbox;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.slot.PublisherInputs;
import network.superblock.slot.SlotInput;
import network.superblock.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the input topics for the leader, in a thread of its own for each leadership: opening a
 * reader waits for Kafka, and closing one waits for the inbox, for neither of which the driver may
 * wait.
 */
public final class KafkaPublisherInputs implements PublisherInputs, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaPublisherInputs.class);
  private static final Set<Topic> TOPICS =
      EnumSet.of(Topic.VOTE, Topic.XT, Topic.BLOCK_VERDICT, Topic.SUPERBLOCK);

  private final TopicClients clients;
  private final Inbox<SlotInput> inbox;
  private Optional<Thread> reading = Optional.empty();

  public KafkaPublisherInputs(TopicClients clients, Inbox<SlotInput> inbox) {
    this.clients = clients;
    this.inbox = inbox;
  }

  @Override
  public synchronized void start(Term term, InputOffsets from) {
    stop();
    reading =
        Optional.of(
            Thread.ofVirtual().name("inputs-of-term-" + term).start(() -> read(term, from)));
  }

  @Override
  public synchronized void stop() {
    reading.ifPresent(Thread::interrupt);
    reading = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }

  private void read(Term term, InputOffsets from) {
    try (var _ = open(term, from)) {
      Thread.currentThread().join();
    } catch (InterruptedException _) {
      // The leadership is over.
      Thread.currentThread().interrupt();
    }
  }

  private TopicReader open(Term term, InputOffsets from) throws InterruptedException {
    for (var failures = 1; ; failures++) {
      try {
        return clients.read(
            "inputs", TOPICS, ReadFrom.offsets(from), records -> pass(term, records));
      } catch (UnavailableException e) {
        log.warn("the inputs cannot be read yet: {}", e.getMessage());
      }
      Thread.sleep(BackOff.DEFAULT.after(failures));
    }
  }

  private void pass(Term term, List<Received> records) throws InterruptedException {
    for (var received : records) {
      var partition = received.topic().topicName() + "-" + received.partition();
      var input =
          eventOf(received.message())
              .<SlotInput>map(
                  event -> new SlotInput.InputRead(term, event, partition, received.offset()))
              .orElseGet(() -> new SlotInput.InputPassed(term, partition, received.offset()));
      inbox.put(input);
    }
  }

  private static Optional<SlotEvent> eventOf(ProtocolMessage message) {
    return switch (message) {
      case Vote vote -> Optional.of(new SlotEvent.VoteReceived(vote));
      case XtOffer offer -> Optional.of(new SlotEvent.XtOffered(offer));
      case XtWithdrawal withdrawal -> Optional.of(new SlotEvent.XtWithdrawn(withdrawal));
      case BlockVerdict verdict -> Optional.of(new SlotEvent.VerdictReceived(verdict));
      case SettlementEvent event -> Optional.of(new SlotEvent.SettlementChanged(event));
      // The topics carry more than the publisher decides upon.
      default -> Optional.empty();
    };
  }
}
