package network.superblock.runtime.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.NetworkId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slot topic, record after record, as every reader must: what is not of the current
 * leader is dropped, and each record counts by the keys of the L1 block that the log itself names.
 */
public final class SlotTopicReader implements AutoCloseable {

  private final Fold fold;
  private final SlotReceiver receiver;
  private final List<SlotEntry> pending = new ArrayList<>();
  private volatile @Nullable TopicReader reader;

  /** Where the fold of the filter and the keys stands. Confined to the reader's thread. */
  private static final class Fold {

    private final KeysInForce ownKeys;
    private final KeysInForce sharedKeys;
    private LeaderFilter filter;
    private long l1Block;

    Fold(SlotPlace from, KeyRing ring, KeysInForce sharedKeys) {
      this.ownKeys = KeysInForce.since(ring, from.l1Block());
      this.sharedKeys = sharedKeys;
      this.filter = from.leader().map(LeaderFilter::after).orElseGet(LeaderFilter::atStart);
      this.l1Block = from.l1Block();
    }

    Optional<SlotEntry> read(Received received, SlotRecord record) {
      var writer = new Leader(received.term(), received.sender().name());
      var reading = filter.read(writer, record);
      filter = reading.next();
      return switch (reading) {
        case Reading.Accepted _ -> Optional.of(accept(received, writer, record));
        case Reading.Dropped _ -> Optional.empty();
      };
    }

    private SlotEntry accept(Received received, Leader writer, SlotRecord record) {
      if (record instanceof SlotRecord.Opens opens) {
        l1Block = opens.opening().l1Block().number();
        ownKeys.opened(l1Block);
        sharedKeys.opened(l1Block);
      }
      var after = new SlotPlace(received.offset() + 1, Optional.of(writer), l1Block);
      return new SlotEntry(received.offset(), received.timestamp(), writer, record, after);
    }
  }

  SlotTopicReader(SlotPlace from, KeyRing ring, KeysInForce sharedKeys, SlotReceiver receiver) {
    this.fold = new Fold(from, ring, sharedKeys);
    this.receiver = receiver;
  }

  /** The keys that the topic is to be verified by. */
  EnvelopeVerifier verifier(NetworkId network) {
    return new EnvelopeVerifier(network, fold.ownKeys);
  }

  /** Called for each verified record before the next one is verified. */
  void verified(Received received) {
    switch (received.message()) {
      case SlotRecord record -> fold.read(received, record).ifPresent(pending::add);
      default -> throw new IllegalStateException("no slot record: " + received.message());
    }
  }

  /** Called by the topic reader with what was verified before. */
  Receiver entries() {
    return new Receiver() {
      @Override
      public void receive(List<Received> records) throws Exception {
        if (pending.isEmpty()) return;
        receiver.receive(List.copyOf(pending));
        pending.clear();
      }

      @Override
      public void caughtUp() throws Exception {
        receiver.caughtUp();
      }
    };
  }

  void start(TopicReader opened) {
    reader = opened;
    opened.start();
  }

  /** Completes when all that stood in the topic at the opening has been received. */
  public CompletionStage<Void> caughtUp() {
    var opened = reader;
    if (opened == null) throw new IllegalStateException("not started");
    return opened.caughtUp();
  }

  /** Reads no further and returns when the receiver is not called any more. */
  @Override
  public void close() {
    var opened = reader;
    if (opened != null) opened.close();
  }
}
