package network.superblock.slot;

import static network.superblock.slot.TestNetwork.A;
import static network.superblock.slot.TestNetwork.B;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.runtime.kafka.SlotTopicReader;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;

/** Sequencers, queue and block store that do their part at once, as the slot topic tells them. */
final class Participants implements AutoCloseable {

  private static final SlotOpening NONE =
      new SlotOpening(
          new Slot(0),
          new SuperblockNumber(0),
          Hash32.ZERO,
          Collections.emptySortedMap(),
          new L1BlockRef(0, Hash32.ZERO),
          InputOffsets.NONE,
          0);

  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  final List<SlotRecord> log = new CopyOnWriteArrayList<>();
  private final Map<ChainId, TopicWriter> sequencers = new ConcurrentHashMap<>();
  private final TopicWriter queue;
  private final TopicWriter store;
  private final TopicWriter superblocks;
  private final AtomicReference<List<SettlementEvent>> atSeal = new AtomicReference<>(List.of());
  private final SlotTopicReader reader;
  private volatile SlotOpening opening;

  Participants(TestNetwork network) {
    this.opening = NONE;
    for (var chain : List.of(A, B))
      sequencers.put(chain, network.topicsOf(new Sender.Sequencer(chain)).writer("votes"));
    this.queue = network.topicsOf(TestNetwork.QUEUE).writer("offers");
    this.store = network.topicsOf(TestNetwork.STORE).writer("verdicts");
    this.superblocks = network.topicsOf(TestNetwork.SUPERBLOCKS).writer("superblocks");
    this.reader =
        network
            .topicsOf(TestNetwork.QUEUE)
            .readSlots("participants", SlotPlace.BEGINNING, this::receive);
  }

  private void receive(List<SlotEntry> entries) {
    for (var entry : entries) {
      log.add(entry.record());
      switch (entry.record()) {
        case SlotRecord.Opens opens -> offer(opens.opening());
        case SlotRecord.StartSc start -> vote(start);
        case SlotRecord.RequestSeal seal -> accept(seal);
        case SlotRecord.LeaderClaim _, SlotRecord.Decided _, SlotRecord.SlotClosed _ -> {}
      }
    }
  }

  private void offer(SlotOpening opened) {
    opening = opened;
    var xt = xt(opened.slot().value());
    write(
        queue,
        Outgoing.of(
            Topic.XT,
            new XtOffer(
                opened.slot(),
                xt,
                xt.id(),
                0,
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"))));
  }

  private void vote(SlotRecord.StartSc start) {
    sequencers.forEach((chain, writer) ->
        write(
            writer,
            Outgoing.of(
                Topic.VOTE,
                new Vote(
                    start.instance(),
                    chain,
                    new Vote.Ballot.Commit(Collections.emptySortedMap())))));
  }

  /** Says what L1 did to superblocks. */
  void tell(List<SettlementEvent> events) {
    for (var event : events) write(superblocks, Outgoing.of(Topic.SUPERBLOCK, event));
  }

  /** Says it while the next slot with an xT is being sealed, and keeps one of its blocks back. */
  void tellAtSeal(List<SettlementEvent> events) {
    atSeal.set(events);
  }

  private void accept(SlotRecord.RequestSeal seal) {
    var events =
        seal.includedXts().isEmpty() ? List.<SettlementEvent>of() : atSeal.getAndSet(List.of());
    tell(events);
    opening.requests().values().stream()
        .filter(request -> events.isEmpty() || request.chain().equals(A))
        .forEach(request ->
            write(
                store,
                Outgoing.of(
                    Topic.BLOCK_VERDICT,
                    new BlockVerdict.Accepted(
                        seal.slot(),
                        request.chain(),
                        request.number(),
                        Hash32.of(Keccak256.hash(request.parentHash().toArray())),
                        request.parentHash(),
                        seal.includedXts(),
                        MailboxState.EMPTY))));
  }

  private void write(TopicWriter writer, Outgoing message) {
    var _ =
        writer
            .append(message)
            .whenComplete((_, failure) -> {
              if (failure != null) failures.add(failure);
            });
  }

  static XtRequest xt(long salt) {
    return new XtRequest(
        List.of(
            new TransactionRequest(A, List.of(Bytes.of((byte) salt, (byte) 1))),
            new TransactionRequest(B, List.of(Bytes.of((byte) salt, (byte) 2)))));
  }

  <R extends SlotRecord> List<R> all(Class<R> type) {
    return log.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    reader.close();
    queue.close();
    store.close();
    superblocks.close();
    sequencers.values().forEach(TopicWriter::close);
  }
}
