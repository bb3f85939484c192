package network.superblock.libp2p;

import static network.superblock.libp2p.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.reqresp.Answer;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.swarm.SwarmConfig;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts of this module among themselves, over loopback. */
class HostTest {

  private static final RequestProtocol ECHO =
      RequestProtocol.of("/echo/1", 1024, 3 << 20).withRate(1000, Duration.ofSeconds(10));

  private final List<Libp2pHost> hosts = new ArrayList<>();

  @AfterEach
  void stop() {
    hosts.forEach(Libp2pHost::close);
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() {
    var server = start();
    var client = connected(server);
    server.serve(ECHO, (_, request) -> Optional.of(request));
    var answers =
        IntStream.range(0, 500)
            .mapToObj(i -> client.request(server.peerId(), ECHO, Bytes.utf8("request " + i)))
            .map(stage -> stage.toCompletableFuture().join())
            .toList();
    for (var i = 0; i < 500; i++) {
      assertThat(answers.get(i)).isEqualTo(new Answer.Received(Bytes.utf8("request " + i)));
    }
  }

  @Test
  void dropsRequestsOverTheRateWithoutAWord() {
    var server = start();
    var client = connected(server);
    var limited = ECHO.withRate(8, Duration.ofSeconds(10));
    server.serve(limited, (_, request) -> Optional.of(request));
    var reasons = new ArrayList<Answer>();
    for (var i = 0; i < 10; i++) reasons.add(ask(client, server, limited, Bytes.utf8("x")));
    assertThat(reasons.subList(0, 8)).allMatch(Answer.Received.class::isInstance);
    assertThat(reasons.subList(8, 10)).allMatch(a -> isFailure(a, Answer.Reason.DROPPED));
  }

  @Test
  void refusesAnswersAboveTheCap() {
    var server = start();
    var client = connected(server);
    server.serve(ECHO, (_, _) -> Optional.of(Bytes.wrap(new byte[100_000])));
    var narrow = RequestProtocol.of("/echo/1", 1024, 1000);
    assertThat(ask(client, server, narrow, Bytes.EMPTY))
        .matches(answer -> isFailure(answer, Answer.Reason.INVALID));
  }

  @Test
  void neverServesRequestsAboveTheCap() {
    var server = start();
    var client = connected(server);
    server.serve(ECHO, (_, request) -> Optional.of(request));
    var wide = RequestProtocol.of("/echo/1", 1 << 20, 1 << 20);
    assertThat(ask(client, server, wide, Bytes.wrap(new byte[2000])))
        .matches(answer -> isFailure(answer, Answer.Reason.DROPPED));
    assertThatThrownBy(() -> ask(client, server, ECHO, Bytes.wrap(new byte[2000])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesUpOnASlowResponder() {
    var server = start();
    var client = connected(server);
    var release = new CountDownLatch(1);
    server.serve(
        ECHO,
        (_, request) -> {
          awaitUninterruptibly(release);
          return Optional.of(request);
        });
    var impatient = ECHO.withTimeout(Duration.ofMillis(50));
    assertThat(ask(client, server, impatient, Bytes.EMPTY))
        .matches(answer -> isFailure(answer, Answer.Reason.TIMEOUT));
    release.countDown();
  }

  @Test
  void aLostConnectionFailsWhatWasAsked() {
    var server = start();
    var client = connected(server);
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    server.serve(
        ECHO,
        (_, request) -> {
          asked.countDown();
          awaitUninterruptibly(never);
          return Optional.of(request);
        });
    var answer = client.request(server.peerId(), ECHO, Bytes.EMPTY).toCompletableFuture();
    awaitUninterruptibly(asked);
    server.close();
    assertThat(answer.join()).matches(a -> isFailure(a, Answer.Reason.DROPPED));
    assertThat(ask(client, server, ECHO, Bytes.EMPTY)).isInstanceOf(Answer.Failed.class);
    never.countDown();
  }

  @Test
  void keepsAStaticPeerConnected() {
    var server = start();
    var client = start(swarm -> swarm.withRedial(Duration.ofMillis(50), Duration.ofSeconds(1)));
    client.keepConnected(server.addresses().getFirst());
    eventually("connected", () -> isConnected(client, server.peerId()));
    server.disconnect(client.peerId());
    eventually("disconnected", () -> !isConnected(server, client.peerId()));
    eventually("connected again", () -> isConnected(server, client.peerId()));
  }

  @Test
  void keepsOneConnectionToAStaticPeerWhoseIdIsNotGiven() {
    var server = start();
    var client = start(swarm -> swarm.withRedial(Duration.ofMillis(20), Duration.ofSeconds(1)));
    var parts = server.addresses().getFirst().parts().subList(0, 2);
    client.keepConnected(new Multiaddr(parts));
    eventually("connected", () -> isConnected(server, client.peerId()));
    // Each return of another static peer shows that all of them were looked at again.
    var other = start();
    client.keepConnected(other.addresses().getFirst());
    for (var i = 0; i < 3; i++) {
      eventually("the other one", () -> isConnected(other, client.peerId()));
      other.disconnect(client.peerId());
      eventually("is lost", () -> !isConnected(other, client.peerId()));
    }
    eventually("and comes back", () -> isConnected(other, client.peerId()));
    assertThat(server.peers().getFirst().addresses()).hasSize(1);
  }

  @Test
  void keepsABannedPeerAwayUntilTheBanEnds() {
    var server = start();
    var client = connected(server);
    server.ban(client.peerId(), Duration.ofMillis(700));
    eventually("disconnected", () -> server.peers().isEmpty() && client.peers().isEmpty());
    assertThatThrownBy(
            () -> server.dial(client.addresses().getFirst()).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class);
    client.keepConnected(server.addresses().getFirst());
    eventually("forgiven", () -> isConnected(server, client.peerId()));
  }

  @Test
  void admitsNoMoreConnectionsThanItMay() {
    var server = start(swarm -> swarm.withConnections(3, 3, 1));
    var clients = IntStream.range(0, 5).mapToObj(_ -> start()).toList();
    for (var client : clients) {
      var _ =
          client
              .dial(server.addresses().getFirst())
              .toCompletableFuture()
              .handle((_, _) -> 0)
              .join();
    }
    eventually(
        "the rest is turned away",
        () -> clients.stream().filter(c -> isConnected(c, server.peerId())).count() == 3);
    assertThat(server.peers()).hasSize(3);
  }

  @Test
  void twoHostsThatDialEachOtherAtOnceStayConnected() {
    var one = start();
    var two = start();
    var dials =
        List.of(
            one.dial(two.addresses().getFirst()).toCompletableFuture(),
            two.dial(one.addresses().getFirst()).toCompletableFuture());
    dials.forEach(CompletableFuture::join);
    one.gossip().subscribe("t", _ -> CompletableFuture.completedFuture(Verdict.ACCEPT));
    var heard = new CompletableFuture<Bytes>();
    two.gossip()
        .subscribe(
            "t",
            message -> {
              heard.complete(message.data());
              return CompletableFuture.completedFuture(Verdict.ACCEPT);
            });
    eventually("meshed", () -> isMeshed(one, two) && isMeshed(two, one));
    one.gossip().publish("t", Bytes.utf8("hello"));
    assertThat(heard.join()).isEqualTo(Bytes.utf8("hello"));
  }

  @Test
  void refusesToDialItself() {
    var host = start();
    var other = start();
    var self = other.addresses().getFirst().parts().subList(0, 2);
    assertThatThrownBy(() -> other.dial(new Multiaddr(self)).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class);
    assertThat(host.peers()).isEmpty();
  }

  @Test
  void garbageOnTheWireHurtsNobodyElse() throws IOException {
    var server = start();
    var client = connected(server);
    server.serve(ECHO, (_, request) -> Optional.of(request));
    var random = new Random(5);
    var port = server.addresses().getFirst().tcpEndpoint().orElseThrow().getPort();
    for (var i = 0; i < 50; i++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var garbage = new byte[random.nextInt(5000)];
        random.nextBytes(garbage);
        socket.getOutputStream().write(garbage);
      }
    }
    assertThat(ask(client, server, ECHO, Bytes.utf8("fine")))
        .isEqualTo(new Answer.Received(Bytes.utf8("fine")));
    assertThat(server.peers()).hasSize(1);
  }

  private Libp2pHost start() {
    return start(UnaryOperator.identity());
  }

  private Libp2pHost start(UnaryOperator<SwarmConfig> change) {
    var config = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0");
    var host =
        Libp2pHost.start(config.withSwarm(change.apply(config.swarm())), Identity.generate());
    hosts.add(host);
    return host;
  }

  private Libp2pHost connected(Libp2pHost server) {
    var client = start();
    client.dial(server.addresses().getFirst()).toCompletableFuture().join();
    eventually("the server has it too", () -> isConnected(server, client.peerId()));
    return client;
  }

  private static Answer ask(
      Libp2pHost client, Libp2pHost server, RequestProtocol protocol, Bytes request) {
    return client.request(server.peerId(), protocol, request).toCompletableFuture().join();
  }

  private static boolean isFailure(Answer answer, Answer.Reason reason) {
    return answer instanceof Answer.Failed failed && failed.reason() == reason;
  }

  private static boolean isConnected(Libp2pHost host, PeerId peer) {
    return host.peers().stream().anyMatch(connected -> connected.id().equals(peer));
  }

  private static boolean isMeshed(Libp2pHost host, Libp2pHost with) {
    var mesh = host.gossip().stats().toCompletableFuture().join().mesh();
    return mesh.containsKey("t") && mesh.get("t").contains(with.peerId());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
