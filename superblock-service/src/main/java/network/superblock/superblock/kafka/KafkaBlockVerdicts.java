package network.superblock.superblock.kafka;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.superblock.BlockVerdicts;
import network.superblock.superblock.assembly.AcceptedBlocks;
import network.superblock.wire.Topic;

/**
 * Reads the verdicts beside the slot topic. The leader has read a verdict before it names the block
 * in a slot's end, so the record is there: usually it has been read already, else it is looked for
 * from where the slot's inputs begin to where the topic ends.
 */
public final class KafkaBlockVerdicts implements BlockVerdicts, AcceptedBlocks, AutoCloseable {

  private static final Duration USUALLY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Block(ChainId chain, Hash32 hash) {}

  private final TopicClients clients;
  private final TreeMap<Slot, Map<Block, Accepted>> accepted = new TreeMap<>();
  private Optional<TopicReader> reader = Optional.empty();
  private InputOffsets inputs = InputOffsets.NONE;
  private Optional<Slot> lastClosed = Optional.empty();
  private boolean stopped;

  public KafkaBlockVerdicts(TopicClients clients) {
    this.clients = clients;
  }

  @Override
  public synchronized void opened(InputOffsets from) {
    inputs = from;
    if (reader.isEmpty() && !stopped) reader = Optional.of(open("verdicts", from));
  }

  @Override
  public AcceptedBlocks on(Slot slot, Outcome.Built built) throws InterruptedException {
    if (!awaitAll(slot, built)) readThrough();
    return this;
  }

  @Override
  public synchronized Optional<Accepted> find(Slot slot, ChainId chain, Hash32 hash) {
    return Optional.ofNullable(accepted.getOrDefault(slot, Map.of()).get(new Block(chain, hash)));
  }

  @Override
  public synchronized void closed(Slot slot) {
    lastClosed = Optional.of(slot);
    accepted.headMap(slot, true).clear();
  }

  @Override
  public void close() {
    Optional<TopicReader> open;
    synchronized (this) {
      stopped = true;
      open = reader;
      reader = Optional.empty();
    }
    open.ifPresent(TopicReader::close);
  }

  private TopicReader open(String purpose, InputOffsets from) {
    return clients.read(
        purpose, EnumSet.of(Topic.BLOCK_VERDICT), ReadFrom.offsets(from), this::receive);
  }

  private synchronized void receive(List<Received> records) {
    for (var record : records)
      if (record.message() instanceof Accepted block && isAwaited(block.slot()))
        accepted
            .computeIfAbsent(block.slot(), _ -> new HashMap<>())
            // The first counts, as it does for the leader.
            .putIfAbsent(new Block(block.chain(), block.hash()), block);
    notifyAll();
  }

  private boolean isAwaited(Slot slot) {
    return lastClosed.isEmpty() || slot.isAfter(lastClosed.get());
  }

  private synchronized boolean awaitAll(Slot slot, Outcome.Built built)
      throws InterruptedException {
    var deadline = System.nanoTime() + USUALLY.toNanos();
    while (!hasAll(slot, built)) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) return false;
      wait(left);
    }
    return true;
  }

  private boolean hasAll(Slot slot, Outcome.Built built) {
    return built.blocks().entrySet().stream().allMatch(entry -> has(slot, entry));
  }

  private boolean has(Slot slot, Map.Entry<ChainId, BlockRef> named) {
    return find(slot, named.getKey(), named.getValue().hash()).isPresent();
  }

  /** Reads all that stands in the topic for the slot in flight. */
  private void readThrough() throws InterruptedException {
    InputOffsets from;
    synchronized (this) {
      from = inputs;
    }
    try (var whole = open("verdicts-again", from)) {
      whole.caughtUp().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnavailableException("the verdicts cannot be read", e);
    }
  }
}
