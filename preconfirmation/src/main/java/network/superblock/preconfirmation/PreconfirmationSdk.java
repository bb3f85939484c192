package network.superblock.preconfirmation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.CommitmentRules;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.protocol.Hash32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of one chain's preconfirmation network: publishes, hears, checks, keeps, answers, and
 * catches up. Safe for any thread; nothing blocks but {@link #close}. What fails, fails with an
 * {@link SdkException}.
 *
 * <pre>{@code
 * var node = P2pNode.start(hostConfig, identity, clock, metrics, Duration.ofMinutes(5));
 * var sdk =
 *     PreconfirmationSdk.start(
 *         node, config, storage, lookahead, LinkRule.DEFAULT, clock, metrics);
 * var events = sdk.subscribe();
 * sdk.updateHead(ConfirmedTip.at(1000));
 * sdk.startCatchUp(); // once the execution node is in sync
 * sdk.publish(commitment, txList).thenAccept(receipt -> ...);
 * }</pre>
 */
public final class PreconfirmationSdk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PreconfirmationSdk.class);
  private static final Duration TICK = Duration.ofMillis(250);

  private final SdkParts parts;
  private final GossipDesk desk;
  private final PeerRequests requests;
  private final PeerAnswers answers;
  private final Publisher publisher;
  private final CatchUpDriver catchUp;
  private final TxListFetcher txLists;
  private final Subscription own;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("preconfirmation-tick").daemon().factory());

  private PreconfirmationSdk(SdkParts parts) {
    this.parts = parts;
    this.desk = new GossipDesk(parts);
    this.requests = new PeerRequests(parts.node(), parts.config(), parts.metrics());
    this.answers = new PeerAnswers(parts);
    this.publisher = new Publisher(parts, desk);
    this.catchUp = new CatchUpDriver(parts, desk, requests, this::fetchTxLists);
    this.txLists = new TxListFetcher(parts, requests, catchUp::helpers);
    this.own = parts.events().subscribe();
  }

  /**
   * Joins a chain's network. The storage is closed with the node, the {@link P2pNode} is not.
   *
   * @param links what the rollup demands of a block and its parent
   */
  public static PreconfirmationSdk start(
      P2pNode node,
      SdkConfig config,
      PreconfirmationStorage storage,
      Lookahead lookahead,
      LinkRule links,
      InstantSource clock,
      SdkMetrics metrics) {
    var measured = config.metrics() ? metrics : SdkMetrics.NONE;
    var rules = new CommitmentRules(config, lookahead, links);
    var events = new EventBus(config.channels().events());
    var intake = new Intake(rules, storage, events, clock, config.caches().pendingTtl());
    var worker = new Worker("preconfirmation-" + config.chain(), config.channels().commands());
    var parts = new SdkParts(config, node, rules, storage, intake, worker, events, clock, measured);
    var sdk = new PreconfirmationSdk(parts);
    sdk.begin();
    return sdk;
  }

  private void begin() {
    var gossip = parts.node().host().gossip();
    var protocols = parts.config().protocols();
    gossip.subscribe(protocols.commitmentTopic(), desk::commitment);
    gossip.subscribe(protocols.txListTopic(), desk::txList);
    answers.serve();
    parts.node().watch(catchUp);
    watch();
    var _ = Thread.ofVirtual().name("preconfirmation-head").start(this::followHead);
    var _ =
        ticker.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does what a command says; the typed methods below are short for it. */
  @SuppressWarnings("unchecked")
  public <R> CompletableFuture<R> execute(SdkCommand<R> command) {
    return (CompletableFuture<R>)
        switch (command) {
          case SdkCommand.PublishCommitment(var commitment) -> publisher.commitment(commitment);
          case SdkCommand.PublishTxList(var txList) -> publisher.txList(txList);
          case SdkCommand.PublishBlock(var commitment, var txList) ->
              publisher.both(commitment, txList);
          case SdkCommand.RequestHead(var peer) -> from(peer, requests::head);
          case SdkCommand.RequestCommitments(var peer, var request) ->
              from(peer, helper -> requests.commitments(helper, request));
          case SdkCommand.RequestTxList(var peer, var hash) ->
              from(peer, helper -> requests.txList(helper, hash));
          case SdkCommand.UpdateHead(var tip) -> confirm(tip);
          case SdkCommand.StartCatchUp _ -> beginCatchUp();
          case SdkCommand.NoticeReorg(var first) -> reorganise(first);
        };
  }

  public CompletableFuture<PublishReceipt> publish(SignedCommitment commitment) {
    return execute(new SdkCommand.PublishCommitment(commitment));
  }

  public CompletableFuture<PublishReceipt> publish(RawTxList txList) {
    return execute(new SdkCommand.PublishTxList(txList));
  }

  /** Publishes both, the list first, and neither when one of them is wrong. */
  public CompletableFuture<PublishReceipt> publish(SignedCommitment commitment, RawTxList txList) {
    return execute(new SdkCommand.PublishBlock(commitment, txList));
  }

  public CompletableFuture<PreconfHead> requestHead(PeerId peer) {
    return execute(new SdkCommand.RequestHead(Optional.of(peer)));
  }

  public CompletableFuture<CommitmentsPage> requestCommitments(
      PeerId peer, CommitmentsRequest request) {
    return execute(new SdkCommand.RequestCommitments(Optional.of(peer), request));
  }

  public CompletableFuture<RawTxList> requestTxList(PeerId peer, Hash32 hash) {
    return execute(new SdkCommand.RequestTxList(Optional.of(peer), hash));
  }

  /** Tells what L1 has decided: nothing at or below it is news any more. */
  public CompletableFuture<ConfirmedTip> updateHead(ConfirmedTip tip) {
    return execute(new SdkCommand.UpdateHead(tip));
  }

  /** Call it once the execution node is in sync with its chain. */
  public CompletableFuture<HeadSyncStatus> startCatchUp() {
    return execute(new SdkCommand.StartCatchUp());
  }

  public HeadSyncStatus status() {
    return catchUp.status();
  }

  public PreconfHead head() {
    return parts.storage().head();
  }

  public PreconfirmationStorage storage() {
    return parts.storage();
  }

  public SdkConfig config() {
    return parts.config();
  }

  /** Events from now on, read with {@link Subscription#nextEvent}. */
  public Subscription subscribe() {
    return parts.events().subscribe();
  }

  /** Hands events to a listener until the node is closed, on the calling thread. */
  public void runWithHandler(SdkListener listener) throws InterruptedException {
    try (var events = subscribe()) {
      while (true) events.nextEvent(Duration.ofHours(1)).ifPresent(listener::on);
    } catch (SdkException.Shutdown _) {
      // The node is closed, and every event was handed over.
    }
  }

  @Override
  public void close() {
    var gossip = parts.node().host().gossip();
    var protocols = parts.config().protocols();
    gossip.unsubscribe(protocols.commitmentTopic());
    gossip.unsubscribe(protocols.txListTopic());
    answers.close();
    parts.node().unwatch(catchUp);
    ticker.shutdownNow();
    catchUp.close();
    parts.worker().close();
    parts.events().close();
    parts.storage().close();
  }

  private <R> CompletableFuture<R> from(
      Optional<PeerId> peer, Function<PeerId, CompletableFuture<R>> question) {
    return peer.or(() -> catchUp.helpers().stream().findFirst())
        .map(question)
        .orElseGet(
            () -> CompletableFuture.failedFuture(new SdkException.MissingPeer("nobody to ask")));
  }

  private CompletableFuture<ConfirmedTip> confirm(ConfirmedTip tip) {
    return parts
        .worker()
        .submit(() -> {
          parts.intake().confirm(tip);
          return tip;
        });
  }

  private CompletableFuture<HeadSyncStatus> beginCatchUp() {
    catchUp.executionSynced();
    return CompletableFuture.completedFuture(catchUp.status());
  }

  private CompletableFuture<UInt256> reorganise(UInt256 first) {
    return parts
        .worker()
        .submit(() -> parts.intake().reorganise(first))
        .thenApply(head -> {
          parts.events().publish(new SdkEvent.ReorgNoticed(first));
          catchUp.reorganised(head.blockNumber());
          return first;
        });
  }

  private void tick() {
    try {
      var _ =
          parts
              .worker()
              .submit(() -> {
                parts.intake().housekeep();
                return true;
              });
      if (!(catchUp.status() instanceof HeadSyncStatus.Idle)) fetchTxLists();
    } catch (RuntimeException e) {
      log.warn("housekeeping of chain {} failed", parts.config().chain(), e);
    }
  }

  private void fetchTxLists() {
    try {
      txLists.fetch(catchUp.status() instanceof HeadSyncStatus.Syncing);
    } catch (SdkException.Storage e) {
      log.warn("no list can be fetched: {}, {}", e.getMessage(), String.valueOf(e.getCause()));
    }
  }

  private void followHead() {
    try {
      while (true) {
        var event = own.nextEvent(Duration.ofHours(1));
        if (event.isEmpty()) continue;
        if (mayMoveHead(event.get())) catchUp.headMoved();
        if (lacksParent(event.get())) catchUp.parentMissing();
      }
    } catch (InterruptedException | SdkException.Shutdown _) {
      // Closed.
    }
  }

  private static boolean mayMoveHead(SdkEvent event) {
    return event instanceof SdkEvent.HeadChanged || event instanceof SdkEvent.EventsMissed;
  }

  private static boolean lacksParent(SdkEvent event) {
    return event instanceof SdkEvent.CommitmentPending(var _, var reason)
        && reason == Reason.MISSING_PARENT;
  }

  private void watch() {
    var chain = parts.config().chain().toString();
    var metrics = parts.metrics();
    metrics.watch(SdkMetrics.PENDING, () -> parts.storage().size().pending(), "chain", chain);
    metrics.watch(
        SdkMetrics.HEAD, () -> head().blockNumber().value().doubleValue(), "chain", chain);
    metrics.watch(SdkMetrics.SYNC_STATUS, () -> ordinal(status()), "chain", chain);
  }

  private static int ordinal(HeadSyncStatus status) {
    return switch (status) {
      case HeadSyncStatus.Idle _ -> 0;
      case HeadSyncStatus.Discovering _ -> 1;
      case HeadSyncStatus.Syncing _ -> 2;
      case HeadSyncStatus.Live _ -> 3;
    };
  }
}
