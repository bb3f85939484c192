package network.superblock.preconfirmation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/**
 * Publishes what peers will not refuse. Everything is checked and kept before anything leaves: what
 * this node promised once it cannot contradict, not even after a crash. See preconfirmation section
 * 8.
 */
final class Publisher {

  private final SdkParts parts;
  private final GossipDesk desk;
  private final ChainProtocols protocols;

  Publisher(SdkParts parts, GossipDesk desk) {
    this.parts = parts;
    this.desk = desk;
    this.protocols = parts.config().protocols();
  }

  CompletableFuture<PublishReceipt> commitment(SignedCommitment signed) {
    return keep(signed).thenCompose(_ -> send(Optional.empty(), Optional.of(signed)));
  }

  CompletableFuture<PublishReceipt> txList(RawTxList list) {
    return keep(list).thenCompose(_ -> send(Optional.of(list), Optional.empty()));
  }

  /** The list first: whoever has the commitment will look for it. */
  CompletableFuture<PublishReceipt> both(SignedCommitment signed, RawTxList list) {
    if (!signed.preconfirmation().rawTxListHash().equals(list.hash()))
      return refuse(Reason.TXLIST_HASH_MISMATCH, "the commitment names another list");
    var outcome = TxListRules.judge(list);
    if (!outcome.isValid()) return refuse(outcome.reason(), "list " + list.hash());
    return keep(signed)
        .thenCompose(_ -> keep(list))
        .thenCompose(_ -> send(Optional.of(list), Optional.of(signed)));
  }

  private CompletableFuture<ValidationOutcome> keep(SignedCommitment signed) {
    var end = signed.preconfirmation().submissionWindowEnd();
    if (!end.isAfter(UInt256.of(parts.clock().instant().getEpochSecond())))
      return refuse(Reason.TOO_LATE, "its slot ended at " + end);
    return desk.judge(signed, Optional.empty(), Origin.LOCAL).thenApply(Publisher::required);
  }

  private CompletableFuture<ValidationOutcome> keep(RawTxList list) {
    var outcome = TxListRules.judge(list);
    if (!outcome.isValid()) return refuse(outcome.reason(), "list " + list.hash());
    return parts
        .worker()
        .submit(() -> parts.intake().txList(list, Origin.LOCAL))
        .thenApply(Publisher::required);
  }

  /** What others would only ignore or keep waiting is not published either. */
  private static ValidationOutcome required(ValidationOutcome outcome) {
    if (outcome.reason() == Reason.BACKPRESSURE)
      throw new SdkException.Backpressure("no room for the list");
    var isGood =
        outcome.reason() == Reason.DUPLICATE
            || (outcome.isValid() && outcome.reason() == Reason.NONE);
    if (!isGood) throw new SdkException.Validation(outcome.reason().label(), "not published");
    return outcome;
  }

  private CompletableFuture<PublishReceipt> send(
      Optional<RawTxList> list, Optional<SignedCommitment> signed) {
    var listBytes = list.map(RawTxList::encode);
    var signedBytes = signed.map(SignedCommitment::encode);
    var first =
        listBytes
            .map(bytes -> send(protocols.txListTopic(), bytes, 1))
            .orElseGet(this::nobodyMissing);
    return first.thenCompose(listPeers ->
        signedBytes
            .map(bytes -> send(protocols.commitmentTopic(), bytes, 1))
            .orElseGet(this::nobodyMissing)
            .thenApply(signedPeers ->
                new PublishReceipt(
                    listBytes.map(bytes -> MessageId.of(protocols.txListTopic(), bytes)),
                    signedBytes.map(bytes -> MessageId.of(protocols.commitmentTopic(), bytes)),
                    Math.min(listPeers, signedPeers))));
  }

  private CompletableFuture<Integer> nobodyMissing() {
    return CompletableFuture.completedFuture(Integer.MAX_VALUE);
  }

  private CompletableFuture<Integer> send(String topic, Bytes payload, int attempt) {
    return parts
        .node()
        .host()
        .gossip()
        .publish(topic, payload)
        .toCompletableFuture()
        .thenCompose(published -> {
          var peers = published.recipients().size();
          count(topic, peers > 0 ? "sent" : "no_peers");
          parts
              .metrics()
              .add(SdkMetrics.BYTES, (double) payload.size() * peers, "direction", "out");
          return peers > 0
              ? CompletableFuture.completedFuture(peers)
              : again(topic, payload, attempt);
        });
  }

  private CompletableFuture<Integer> again(String topic, Bytes payload, int attempt) {
    var timeouts = parts.config().timeouts();
    if (attempt >= timeouts.publishAttempts())
      return CompletableFuture.failedFuture(new SdkException.MissingPeer("nobody hears " + topic));
    var later =
        CompletableFuture.delayedExecutor(timeouts.publishRetry().toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(_ -> send(topic, payload, attempt + 1));
  }

  private void count(String topic, String outcome) {
    var name = topic.substring(topic.lastIndexOf('/') + 1);
    parts.metrics().count(SdkMetrics.GOSSIP_PUBLISH, "topic", name, "outcome", outcome);
  }

  private static <T> CompletableFuture<T> refuse(Reason reason, String detail) {
    return CompletableFuture.failedFuture(new SdkException.Validation(reason.label(), detail));
  }
}
