package network.superblock.bench.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.bench.kafka.Clients;
import network.superblock.bench.kafka.SignedRecords;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.XtOffer;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.SignedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Sequencers that vote for every xT at once, each with its own key; the queue that offers; and the
 * block store that accepts every block. The sequencers share a producer: on a small machine sixteen
 * of them would take the processor from the publisher, which they do not when they run elsewhere.
 * Confined to the reader's thread, but for the signing of offers.
 */
final class Script implements AutoCloseable {

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Map<ChainId, EnvelopeSigner> sequencers = new HashMap<>();
  private final EnvelopeSigner queue = Cast.signerOf(Cast.QUEUE);
  private final EnvelopeSigner store = Cast.signerOf(Cast.STORE);
  private final KafkaProducer<byte[], byte[]> votes;
  private final KafkaProducer<byte[], byte[]> others;
  private final Map<ChainId, List<XtId>> started = new TreeMap<>();

  Script(String kafka, Cast cast) {
    for (var chain : cast.chains())
      sequencers.put(chain, Cast.signerOf(new Sender.Sequencer(chain)));
    this.votes = Clients.producer(kafka, "sequencers");
    this.others = Clients.producer(kafka, "queue-and-store");
  }

  void opened() {
    started.clear();
  }

  /** Signed now, to be written later: the queue's work is not what is measured. */
  SignedRecord signed(XtOffer offer) {
    return queue.sign(Topic.XT, offer);
  }

  void offer(SignedRecord offer) {
    write(others, offer);
  }

  void vote(StartSc start) {
    var commit = new Vote.Ballot.Commit(Collections.emptySortedMap());
    var signed = new ArrayList<SignedRecord>();
    for (var chain : start.xt().chains()) {
      started.computeIfAbsent(chain, _ -> new ArrayList<>()).add(start.id());
      var sequencer = sequencers.get(chain);
      if (sequencer != null)
        signed.add(sequencer.sign(Topic.VOTE, new Vote(start.instance(), chain, commit)));
    }
    signed.forEach(vote -> write(votes, vote));
  }

  void accept(SlotOpening opening, RequestSeal seal) {
    for (var request : opening.requests().values()) {
      var xts = new ArrayList<>(started.getOrDefault(request.chain(), List.of()));
      xts.retainAll(Set.copyOf(seal.includedXts()));
      var hash = Hash32.of(Keccak256.hash(request.parentHash().toArray()));
      var verdict =
          new BlockVerdict.Accepted(
              seal.slot(),
              request.chain(),
              request.number(),
              hash,
              request.parentHash(),
              xts,
              MailboxState.EMPTY);
      write(others, store.sign(Topic.BLOCK_VERDICT, verdict));
    }
  }

  /** What could not be written. */
  List<Throwable> failures() {
    return failures;
  }

  private void write(KafkaProducer<byte[], byte[]> producer, SignedRecord signed) {
    var _ =
        producer.send(
            SignedRecords.toKafka(signed, Instant.now()),
            (_, failure) -> {
              if (failure != null) failures.add(failure);
            });
  }

  @Override
  public void close() {
    votes.close();
    others.close();
  }
}
