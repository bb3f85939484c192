package network.superblock.slot.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.runtime.kafka.AppendFailedException;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.slot.SlotJournal;
import network.superblock.wire.Topic;

/**
 * Appends to {@code sbcp.slot}. After a failure nothing of what was appended gets into the topic
 * any more, and the next append, which belongs to another leadership, uses another producer.
 */
public final class KafkaSlotJournal implements SlotJournal, AutoCloseable {

  private final TopicClients clients;
  private final Duration deliveryTimeout;
  private Optional<TopicWriter> open = Optional.empty();

  /**
   * Opens no connection yet.
   *
   * @param deliveryTimeout how long an acknowledgement may take before the leadership ends
   */
  public KafkaSlotJournal(TopicClients clients, Duration deliveryTimeout) {
    this.clients = clients;
    this.deliveryTimeout = deliveryTimeout;
  }

  @Override
  public void append(Term term, List<SlotRecord> records) throws InterruptedException {
    var batch = records.stream().map(record -> new Outgoing(Topic.SLOT, term, record)).toList();
    try {
      writer().append(batch).get();
    } catch (ExecutionException e) {
      close();
      if (e.getCause() instanceof AppendFailedException failed) throw failed;
      throw new IllegalStateException("the log's writer failed", e.getCause());
    }
  }

  private TopicWriter writer() {
    if (open.isEmpty()) open = Optional.of(clients.logWriter("slot-log", deliveryTimeout));
    return open.orElseThrow();
  }

  @Override
  public void close() {
    open.ifPresent(TopicWriter::close);
    open = Optional.empty();
  }
}
