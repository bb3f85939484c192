package network.superblock.sequencer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicReader;
import network.superblock.wire.Topic;

/** Reads what sequencers promise. */
final class PromiseReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Preconfirmation> read = new CopyOnWriteArrayList<>();
  private final TopicReader reader;

  PromiseReader(TopicClients topics) {
    this.reader =
        topics.read(
            "promises",
            EnumSet.of(Topic.PRECONF_COMMITMENT, Topic.PRECONF_TXLIST),
            ReadFrom.beginning(),
            records -> records.forEach(record -> read.add((Preconfirmation) record.message())));
  }

  /** The commitments of a chain in order, each once; waits until there are so many. */
  List<SignedCommitment> commitments(ChainId chain, int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> commitments(chain), found -> Objects.requireNonNull(found).size() >= count);
  }

  private List<SignedCommitment> commitments(ChainId chain) {
    return read.stream()
        .filter(message -> message.chain().equals(chain))
        .filter(Preconfirmation.Commitment.class::isInstance)
        .map(Preconfirmation.Commitment.class::cast)
        .map(message -> SignedCommitment.decode(Bytes.wrap(message.signed().toArray())))
        .distinct()
        .toList();
  }

  /** Waits for the list of that name. */
  void awaitList(Hash32 hash) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            read.stream()
                .anyMatch(message ->
                    message instanceof Preconfirmation.TxList list && list.hash().equals(hash)));
  }

  @Override
  public void close() {
    reader.close();
  }
}
