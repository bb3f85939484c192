package network.superblock.preconfirmation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.superblock.libp2p.gossip.Published;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/**
 * Publishes what peers will not refuse. Everything is checked, and kept in one write, before
 * anything leaves: what this node promised once it cannot contradict, not even after a crash, and
 * what it refuses leaves nothing behind, but the proof that its signer signed two promises. What
 * was kept but heard by nobody stays kept, is served, and may be published again. See
 * preconfirmation section 8.
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
    return keep(signed, Optional.empty())
        .thenCompose(_ -> send(Optional.empty(), Optional.of(signed)));
  }

  CompletableFuture<PublishReceipt> txList(RawTxList list) {
    var outcome = TxListRules.judge(list);
    if (!outcome.isValid()) return refuse(outcome.reason(), "list " + list.hash());
    return parts
        .worker()
        .submit(() -> parts.intake().txList(list, Origin.LOCAL))
        .thenApply(Publisher::required)
        .thenCompose(_ -> send(Optional.of(list), Optional.empty()));
  }

  /** The list first: whoever has the commitment will look for it. */
  CompletableFuture<PublishReceipt> both(SignedCommitment signed, RawTxList list) {
    if (!signed.preconfirmation().rawTxListHash().equals(list.hash()))
      return refuse(Reason.TXLIST_HASH_MISMATCH, "the commitment names another list");
    var outcome = TxListRules.judge(list);
    if (!outcome.isValid()) return refuse(outcome.reason(), "list " + list.hash());
    return keep(signed, Optional.of(list))
        .thenCompose(_ -> send(Optional.of(list), Optional.of(signed)));
  }

  private CompletableFuture<ValidationOutcome> keep(
      SignedCommitment signed, Optional<RawTxList> list) {
    return desk.publish(signed, list).thenApply(Publisher::required);
  }

  /** What others would only ignore or keep waiting was refused and not kept. */
  private static ValidationOutcome required(ValidationOutcome outcome) {
    if (outcome.reason() == Reason.BACKPRESSURE)
      throw new SdkException.Backpressure("no room for the list");
    if (outcome.reason() == Reason.TOO_LATE)
      throw new SdkException.Validation(outcome.reason().label(), "kept, but its slot is over");
    if (!outcome.isValid() && outcome.reason() != Reason.DUPLICATE)
      throw new SdkException.Validation(outcome.reason().label(), "not published");
    return outcome;
  }

  private CompletableFuture<PublishReceipt> send(
      Optional<RawTxList> list, Optional<SignedCommitment> signed) {
    var listId = list.map(sent -> MessageId.of(protocols.txListTopic(), sent.encode()));
    var signedId = signed.map(sent -> MessageId.of(protocols.commitmentTopic(), sent.encode()));
    Supplier<Boolean> isOver =
        () -> signed.filter(sent -> parts.intake().isOver(sent.preconfirmation())).isPresent();
    var first = send(protocols.txListTopic(), list.map(RawTxList::encode), isOver, 1);
    return first.thenCompose(listPeers ->
        send(protocols.commitmentTopic(), signed.map(SignedCommitment::encode), isOver, 1)
            .thenApply(peers -> new PublishReceipt(listId, signedId, Math.min(listPeers, peers))));
  }

  private CompletableFuture<Integer> send(
      String topic, Optional<Bytes> payload, Supplier<Boolean> isOver, int attempt) {
    if (payload.isEmpty()) return CompletableFuture.completedFuture(Integer.MAX_VALUE);
    // A promise whose slot is over is late for everybody, however it came to be late.
    if (isOver.get())
      return CompletableFuture.failedFuture(
          new SdkException.Timeout("the slot ended before anybody heard " + topic));
    return parts
        .node()
        .host()
        .gossip()
        .publish(topic, payload.get())
        .toCompletableFuture()
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                new SdkException.Network("gossip is closed to " + topic, failure)))
        .thenCompose(published -> {
          var peers = published.recipients().size();
          var size = (double) payload.get().size();
          count(topic, outcomeOf(published));
          parts.metrics().add(SdkMetrics.BYTES, size * peers, "direction", "out");
          return peers > 0
              ? CompletableFuture.completedFuture(peers)
              : again(topic, payload, isOver, attempt, published);
        });
  }

  private CompletableFuture<Integer> again(
      String topic,
      Optional<Bytes> payload,
      Supplier<Boolean> isOver,
      int attempt,
      Published published) {
    var timeouts = parts.config().timeouts();
    if (attempt >= timeouts.publishAttempts())
      return CompletableFuture.failedFuture(
          published.saturated().isEmpty()
              ? new SdkException.MissingPeer("nobody hears " + topic)
              : new SdkException.Backpressure("too much waits for every peer of " + topic));
    var later =
        CompletableFuture.delayedExecutor(timeouts.publishRetry().toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(_ -> send(topic, payload, isOver, attempt + 1));
  }

  private static String outcomeOf(Published published) {
    if (!published.recipients().isEmpty()) return "sent";
    return published.saturated().isEmpty() ? "no_peers" : "saturated";
  }

  private void count(String topic, String outcome) {
    var name = topic.substring(topic.lastIndexOf('/') + 1);
    parts.metrics().count(SdkMetrics.GOSSIP_PUBLISH, "topic", name, "outcome", outcome);
  }

  private static <T> CompletableFuture<T> refuse(Reason reason, String detail) {
    return CompletableFuture.failedFuture(new SdkException.Validation(reason.label(), detail));
  }
}
