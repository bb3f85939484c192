package network.superblock.preconfirmation;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import network.superblock.libp2p.gossip.ReceivedMessage;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageSpans.Deduplication;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.TxListRules;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges gossip before it is forwarded. What costs processor time happens on the validator's own
 * thread, what needs order on the worker's.
 */
final class GossipDesk {

  private static final Logger log = LoggerFactory.getLogger(GossipDesk.class);

  /** A gossiped list may have the most bytes, its hash and its offset. */
  private static final int MAX_TXLIST_MESSAGE = RawTxList.MAX_TXLIST + 36;

  private final SdkConfig config;
  private final P2pNode node;
  private final CommitmentRules rules;
  private final CommitmentSignatures signatures;
  private final PreconfirmationStorage storage;
  private final Intake intake;
  private final Worker worker;
  private final EventBus events;
  private final InstantSource clock;
  private final SdkMetrics metrics;

  GossipDesk(SdkParts parts) {
    this.config = parts.config();
    this.node = parts.node();
    this.rules = parts.rules();
    this.signatures = new CommitmentSignatures(parts.config().domain());
    this.storage = parts.storage();
    this.intake = parts.intake();
    this.worker = parts.worker();
    this.events = parts.events();
    this.clock = parts.clock();
    this.metrics = parts.metrics();
  }

  CompletionStage<Verdict> commitment(ReceivedMessage message) {
    return judge(message, this::readCommitment);
  }

  CompletionStage<Verdict> txList(ReceivedMessage message) {
    return judge(message, this::readTxList);
  }

  /** Judges a commitment of a peer, up to where order matters. */
  CompletableFuture<ValidationOutcome> judge(SignedCommitment signed, PeerId from, Origin origin) {
    return read(
        signed,
        recovered -> worker.submit(() -> intake.commitment(recovered, Optional.of(from), origin)));
  }

  /** Keeps a commitment of this node's user, with its list, or refuses both. */
  CompletableFuture<ValidationOutcome> publish(SignedCommitment signed, Optional<RawTxList> list) {
    return read(signed, recovered -> worker.submit(() -> intake.publish(recovered, list)));
  }

  private CompletableFuture<ValidationOutcome> read(
      SignedCommitment signed, Function<Recovery.Signed, CompletableFuture<ValidationOutcome>> on) {
    var form = rules.judgeForm(signed);
    if (!form.isValid()) return done(form);
    return switch (signatures.recover(signed)) {
      case Recovery.Unrecoverable _ -> invalid(Reason.BAD_SIGNATURE);
      case Recovery.Signed recovered -> on.apply(recovered);
    };
  }

  /** What a judgement means for the peer and the metrics. */
  void conclude(PeerId peer, ValidationOutcome outcome) {
    if (outcome.isValid()) node.accepted(peer);
    if (outcome.penalize()) {
      node.failed(peer);
      events.publish(new SdkEvent.Refused(peer, outcome.reason()));
    }
    if (outcome.status() == ValidationOutcome.Status.INVALID)
      metrics.count(SdkMetrics.VALIDATION_FAILURES, "reason", outcome.reason().label());
  }

  private interface Reading {
    CompletableFuture<ValidationOutcome> read(Bytes data, PeerId from);
  }

  private CompletionStage<Verdict> judge(ReceivedMessage message, Reading reading) {
    metrics.add(SdkMetrics.BYTES, message.data().size(), "direction", "in");
    var id = MessageId.of(message.topic(), message.data());
    var span = metrics.spans().begin(message.source(), nameOf(message.topic()), id);
    var known = deduplicate(message, id);
    return outcomeOf(message, id, known, reading)
        .exceptionally(GossipDesk::withoutJudgement)
        .thenApply(outcome -> {
          var isKept = known == Deduplication.NEW && outcome.reason() == Reason.DUPLICATE;
          var deduplication = isKept ? Deduplication.CONTENT_KNOWN : known;
          conclude(message.source(), outcome);
          tell(message, id, deduplication, outcome);
          span.end(deduplication, outcome);
          return outcome.verdict();
        });
  }

  private Deduplication deduplicate(ReceivedMessage message, MessageId id) {
    if (message.author().equals(Optional.of(node.host().peerId()))) return Deduplication.OWN;
    return isSeen(id) ? Deduplication.MESSAGE_KNOWN : Deduplication.NEW;
  }

  private CompletableFuture<ValidationOutcome> outcomeOf(
      ReceivedMessage message, MessageId id, Deduplication known, Reading reading) {
    return switch (known) {
      case OWN -> ignored(Reason.SELF);
      case MESSAGE_KNOWN -> {
        metrics.count(SdkMetrics.CACHE_HITS, "kind", "message");
        yield ignored(Reason.DUPLICATE);
      }
      case NEW, CONTENT_KNOWN ->
          reading
              .read(message.data(), message.source())
              .thenCompose(outcome -> isSettled(outcome) ? seen(id, outcome) : done(outcome));
    };
  }

  /** It is kept or carried on: the same bytes need not be looked at again. */
  private static boolean isSettled(ValidationOutcome outcome) {
    return outcome.isValid() || outcome.verdict() == Verdict.ACCEPT;
  }

  /** Not knowing costs a judgement, no more. */
  private boolean isSeen(MessageId id) {
    try {
      return storage.hasSeen(id, clock.instant());
    } catch (SdkException.Storage e) {
      log.warn("was {} seen? {}, {}", id, e.getMessage(), String.valueOf(e.getCause()));
      return false;
    }
  }

  private CompletableFuture<ValidationOutcome> seen(MessageId id, ValidationOutcome outcome) {
    var until = clock.instant().plus(config.caches().seenTtl());
    return worker
        .submit(() -> {
          storage.markSeen(id, until);
          return outcome;
        })
        // It is kept: forgetting to have seen its message costs a look, no more.
        .exceptionally(_ -> outcome);
  }

  private CompletableFuture<ValidationOutcome> readCommitment(Bytes data, PeerId from) {
    if (data.size() > SignedCommitment.SIZE) return invalid(Reason.OVERSIZE);
    try {
      return judge(SignedCommitment.decode(data), from, Origin.GOSSIP)
          .whenComplete((outcome, _) -> countHit("commitment", outcome));
    } catch (MalformedSszException _) {
      return invalid(Reason.DECODE);
    }
  }

  private CompletableFuture<ValidationOutcome> readTxList(Bytes data, PeerId from) {
    if (data.size() > MAX_TXLIST_MESSAGE) return invalid(Reason.TXLIST_TOO_LARGE);
    try {
      var list = RawTxList.decode(data);
      var outcome = TxListRules.judge(list);
      if (!outcome.isValid()) return done(outcome);
      return worker
          .submit(() -> intake.txList(list, Origin.GOSSIP))
          .whenComplete((judged, _) -> countHit("txlist", judged));
    } catch (MalformedSszException _) {
      return invalid(Reason.DECODE);
    }
  }

  private void countHit(String kind, @Nullable ValidationOutcome outcome) {
    if (outcome != null && outcome.reason() == Reason.DUPLICATE)
      metrics.count(SdkMetrics.CACHE_HITS, "kind", kind);
  }

  private static ValidationOutcome withoutJudgement(Throwable failure) {
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof SdkException.Storage e)
      log.warn("no judgement: {}, {}", e.getMessage(), String.valueOf(e.getCause()));
    else if (!(cause instanceof SdkException.Backpressure)) log.warn("no judgement", cause);
    return ValidationOutcome.ignored(Reason.BACKPRESSURE);
  }

  private void tell(
      ReceivedMessage message,
      MessageId id,
      Deduplication deduplication,
      ValidationOutcome outcome) {
    var topic = nameOf(message.topic());
    var status = outcome.status().name().toLowerCase(Locale.ROOT);
    metrics.count(SdkMetrics.GOSSIP_RECEIVED, "topic", topic, "outcome", status);
    log.atDebug()
        .addKeyValue("peer", message.source())
        .addKeyValue("topic", topic)
        .addKeyValue("hash", id)
        .addKeyValue("deduplication", deduplication)
        .addKeyValue("outcome", status)
        .addKeyValue("reason", outcome.reason().label())
        .addKeyValue("verdict", outcome.verdict())
        .log("judged");
  }

  private static String nameOf(String topic) {
    return topic.substring(topic.lastIndexOf('/') + 1);
  }

  private static CompletableFuture<ValidationOutcome> done(ValidationOutcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private static CompletableFuture<ValidationOutcome> ignored(Reason reason) {
    return done(ValidationOutcome.ignored(reason));
  }

  private static CompletableFuture<ValidationOutcome> invalid(Reason reason) {
    return done(ValidationOutcome.invalid(reason));
  }
}
