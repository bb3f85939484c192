package network.superblock.libp2p.gossip;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection;
import network.superblock.libp2p.swarm.Swarm;
import network.superblock.libp2p.swarm.SwarmListener;
import network.superblock.libp2p.wire.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes messages to topics and delivers those of others. Safe for any thread; one thread of its
 * own steps the router, and nothing here blocks.
 */
public final class Gossip implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Gossip.class);

  private final GossipConfig config;
  private final Ticker ticker;
  private final Executor validation;
  private final GossipRouter router;
  private final ScheduledThreadPoolExecutor actor;
  private final Map<String, Validation> validations = new ConcurrentHashMap<>();
  private final Map<PeerId, GossipLink> links = new ConcurrentHashMap<>();
  private final AtomicLong reassembly = new AtomicLong();
  private final Swarm swarm;
  // Of the message that is being published; only the actor's.
  private final SortedSet<PeerId> saturated = new TreeSet<>();

  /** A topic's validator, and the lane on which it is asked. */
  private record Validation(Validator validator, Lane lane) {}

  /** Serves the gossip protocols of the swarm; validators run on {@code validation}. */
  public Gossip(Swarm swarm, GossipConfig config, Ticker ticker, Executor validation) {
    this.swarm = swarm;
    this.config = config;
    this.ticker = ticker;
    this.validation = validation;
    var authority =
        new MessageAuthority(config.signatures(), swarm.identity(), ticker.epochNanos());
    this.router = new GossipRouter(config, authority, new Random(), ticker.nanos());
    this.actor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("gossip").daemon().factory());
    actor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var heartbeat = config.mesh().heartbeat().toNanos();
    var _ =
        actor.scheduleAtFixedRate(
            () -> step(new GossipEvent.HeartbeatDue()), heartbeat, heartbeat, TimeUnit.NANOSECONDS);
    for (var protocol : Version.protocols()) {
      swarm.handle(
          protocol,
          (connection, stream, _) -> {
            stream.growWindow(768 * 1024);
            return new InboundRpcs(connection, config.limits(), reassembly, this::receive);
          });
    }
    swarm.watch(new Connections());
  }

  /**
   * Joins a topic. The validator sees each of its messages once, in the order in which they came
   * and one at a time, and decides what becomes of it.
   *
   * @throws IllegalStateException when the topic is subscribed already
   */
  public void subscribe(String topic, Validator validator) {
    var added = new Validation(validator, new Lane(validation));
    if (validations.putIfAbsent(topic, added) != null) {
      throw new IllegalStateException("subscribed already: " + topic);
    }
    post(new GossipEvent.TopicJoined(topic));
  }

  /** Leaves a topic. */
  public void unsubscribe(String topic) {
    validations.remove(topic);
    post(new GossipEvent.TopicLeft(topic));
  }

  /**
   * Publishes to a topic, subscribed or not.
   *
   * @throws IllegalArgumentException when the message does not fit into a frame
   */
  public CompletionStage<Published> publish(String topic, Bytes data) {
    if (data.size() > config.limits().maxRpc() - 1024) {
      throw new IllegalArgumentException("message of " + data.size() + " bytes");
    }
    return ask(() -> {
      saturated.clear();
      return step(new GossipEvent.MessageAuthored(topic, data)).stream()
          .filter(GossipEffect.Authored.class::isInstance)
          .map(GossipEffect.Authored.class::cast)
          .map(this::published)
          .findFirst()
          .orElseThrow();
    });
  }

  private Published published(GossipEffect.Authored authored) {
    var full = new TreeSet<>(saturated);
    full.retainAll(authored.recipients());
    var queued = new TreeSet<>(authored.recipients());
    queued.removeAll(full);
    return new Published(authored.id(), queued, full);
  }

  /** What the application thinks of a peer, as part of its score until it says otherwise. */
  public void score(PeerId peer, double score) {
    post(new GossipEvent.ApplicationScored(peer, score));
  }

  /** Scores, meshes and counters at this moment. */
  public CompletionStage<GossipStats> stats() {
    return ask(router::stats);
  }

  /** Stops at once; messages that are queued are lost. */
  @Override
  public void close() {
    actor.shutdownNow();
  }

  private void receive(Connection from, Rpc rpc, Runnable done) {
    execute(() -> {
      try {
        step(new GossipEvent.RpcReceived(from.peer(), rpc));
      } finally {
        done.run();
      }
    });
  }

  private List<GossipEffect> step(GossipEvent event) {
    try {
      var effects = router.on(event, ticker.nanos());
      effects.forEach(this::carryOut);
      return effects;
    } catch (RuntimeException e) {
      // One peer's event must not end the heartbeat of all.
      log.error("gossip step failed", e);
      return List.of();
    }
  }

  private void carryOut(GossipEffect effect) {
    switch (effect) {
      case GossipEffect.Send send -> send(send);
      case GossipEffect.Judge judge -> validate(judge);
      case GossipEffect.Authored _ -> {}
    }
  }

  private void send(GossipEffect.Send send) {
    var encoded = RpcCodec.encode(send.rpc());
    for (var peer : send.to()) {
      var link = links.get(peer);
      var isQueued = link == null || link.outbox().offer(encoded, send.priority());
      if (!isQueued && send.priority() == GossipEffect.Priority.OWN) saturated.add(peer);
    }
  }

  private void validate(GossipEffect.Judge judge) {
    var chosen = validations.get(judge.id().topic());
    if (chosen == null) post(new GossipEvent.MessageJudged(judge.id(), Verdict.IGNORE));
    else chosen.lane().execute(() -> validate(judge, chosen.validator()));
  }

  private void validate(GossipEffect.Judge judge, Validator validator) {
    try {
      var _ =
          validator
              .validate(judge.message())
              .whenComplete((verdict, failure) -> judged(judge.id(), verdict, failure));
    } catch (RuntimeException e) {
      judged(judge.id(), Verdict.IGNORE, e);
    }
  }

  private void judged(LocalId id, Verdict verdict, @Nullable Throwable failure) {
    if (failure != null) log.warn("validator of {} failed", id.topic(), failure);
    post(new GossipEvent.MessageJudged(id, failure == null ? verdict : Verdict.IGNORE));
  }

  private void post(GossipEvent event) {
    execute(() -> step(event));
  }

  private void execute(Runnable task) {
    if (!actor.isShutdown()) actor.execute(task);
  }

  private <T> CompletionStage<T> ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    execute(() -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    if (actor.isShutdown()) answer.completeExceptionally(new IllegalStateException("closed"));
    return answer;
  }

  /** Peers come and go here; a peer with several connections is one peer. */
  private final class Connections implements SwarmListener, GossipLink.Owner {

    @Override
    public void opened(Connection connection, boolean first) {
      if (first) greet(connection);
    }

    @Override
    public void closed(Connection connection, boolean last) {
      var peer = connection.peer();
      if (last) {
        links.remove(peer);
        post(new GossipEvent.PeerLost(peer));
        return;
      }
      var link = links.get(peer);
      if (link == null || link.connection() != connection) return;
      // The stream went with its connection: begin anew on another one.
      post(new GossipEvent.PeerLost(peer));
      validation.execute(() -> swarm.connection(peer).ifPresent(this::greet));
    }

    @Override
    public void agreed(Connection connection, Version version) {
      post(new GossipEvent.VersionAgreed(connection.peer(), version));
    }

    @Override
    public void refused(Connection connection) {
      var link = links.get(connection.peer());
      if (link == null || link.connection() != connection) return;
      links.remove(connection.peer());
      post(new GossipEvent.PeerLost(connection.peer()));
    }

    private void greet(Connection connection) {
      var dialled = connection.direction() == Connection.Direction.OUTBOUND;
      var outbox = new PeerOutbox(config.limits().outboundQueue());
      var link = new GossipLink(connection, outbox, this);
      links.put(connection.peer(), link);
      post(new GossipEvent.PeerConnected(connection.peer(), dialled));
      link.open();
    }
  }
}
