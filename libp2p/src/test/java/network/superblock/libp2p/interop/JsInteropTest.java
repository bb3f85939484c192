package network.superblock.libp2p.interop;

import static network.superblock.libp2p.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.gossip.SignaturePolicy;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.peer.Sha256;
import network.superblock.libp2p.reqresp.Answer;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Against js-libp2p, an implementation by other people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsInteropTest {

  private static final RequestProtocol ECHO = RequestProtocol.of("/echo/1", 3 << 20, 3 << 20);
  private static final int COMMITMENT = 382;
  private static final int TXLIST = 2 << 20;

  private final List<Libp2pHost> hosts = new ArrayList<>();
  private JsPeer js;
  private JsPeer other;

  @BeforeAll
  void startPeers() {
    js =
        JsPeer.start(
            Map.of(
                "topics", List.of("signed", "scored"), "echo", List.of("/echo/1"), "scores", true));
    other = JsPeer.start(Map.of("key", "secp256k1"));
  }

  @AfterEach
  void stopHosts() {
    hosts.forEach(Libp2pHost::close);
    hosts.clear();
  }

  @AfterAll
  void stopPeers() {
    js.close();
    other.close();
  }

  @Test
  void dialsAndBothSidesIdentify() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    assertThat(host.dial(js.address()).toCompletableFuture().join()).isEqualTo(js.id());
    var identified = js.await("identified", event -> isPeer(event.get("peer").asString(), host));
    assertThat(identified.get("version").asString()).isEqualTo("preconf-p2p/0.1");
    assertThat(identified.get("protocols").toString())
        .contains("/meshsub/1.2.0", "/ipfs/ping/1.0.0", "/ipfs/id/push/1.0.0");
    eventually("identify", () -> description(host, js.id()).isPresent());
    assertThat(description(host, js.id()).get()).contains("js-libp2p");
    assertThat(js.run("state", Map.of()).get("protocols").toString())
        .contains("/noise", "/yamux/1.0.0");
    assertThat(host.ping(js.id()).toCompletableFuture().join()).isPositive();
    assertThat(js.run("ping", Map.of("peer", host.peerId().toString())).get("millis").asInt())
        .isNotNegative();
  }

  @Test
  void acceptsADialFromAPeerWithASecp256k1Key() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    other.run("dial", Map.of("address", host.addresses().getFirst().toString()));
    eventually("the peer is listed", () -> host.peers().size() == 1);
    assertThat(host.peers().getFirst().id()).isEqualTo(other.id());
  }

  @Test
  void refusesAPeerThatIsNotTheOneNamed() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    var stranger = js.address().parts().subList(0, 2);
    var wrong = new Multiaddr(stranger).withPeerId(Identity.generate().peerId());
    assertThat(host.dial(wrong).toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void asksAndAnswersUpToWholeTxlists() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    host.serve(ECHO, (_, request) -> Optional.of(request));
    host.dial(js.address()).toCompletableFuture().join();
    for (var size : new int[] {0, 36, COMMITMENT, TXLIST}) {
      var request = random(size);
      var answer = host.request(js.id(), ECHO, request).toCompletableFuture().join();
      assertThat(answer).isEqualTo(new Answer.Received(Bytes.concat(Bytes.utf8("echo:"), request)));
      var answered =
          js.run(
              "request",
              Map.of("peer", host.peerId().toString(), "protocol", "/echo/1", "size", size));
      assertThat(answered.get("size").asInt()).isEqualTo(size);
    }
  }

  @Test
  void saysThatAPeerDoesNotSpeakAProtocol() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    host.dial(js.address()).toCompletableFuture().join();
    var unknown = RequestProtocol.of("/unknown/1", 10, 10);
    assertThat(host.request(js.id(), unknown, Bytes.EMPTY).toCompletableFuture().join())
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Answer.Reason.UNSUPPORTED));
  }

  @Test
  void exchangesSignedMessagesOfAllSizes() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    var inbox = Inbox.accepting();
    host.gossip().subscribe("signed", inbox);
    host.dial(js.address()).toCompletableFuture().join();
    eventually("both meshes", () -> isMeshed(host, "signed", js.id()));
    eventually("their mesh", () -> js.hasInMesh("signed", host.peerId()));
    for (var size : new int[] {COMMITMENT, TXLIST}) {
      var data = random(size);
      var published = host.gossip().publish("signed", data).toCompletableFuture().join();
      assertThat(published.recipients()).containsExactly(js.id());
      var seen = js.awaitMessage("signed", size);
      assertThat(seen.get("digest").asString()).isEqualTo(Sha256.of(data).toHex());
      assertThat(seen.get("author").asString()).isEqualTo(host.peerId().toString());
      js.run("publish", Map.of("topic", "signed", "size", size + 1));
      assertThat(inbox.await(size + 1).author()).contains(js.id());
    }
  }

  @Test
  void exchangesUnsignedMessagesWherePolicySaysSo() {
    try (var anonymous = JsPeer.start(Map.of("topics", List.of("bare"), "policy", "none"))) {
      var host = start(SignaturePolicy.STRICT_NO_SIGN);
      var inbox = Inbox.accepting();
      host.gossip().subscribe("bare", inbox);
      host.dial(anonymous.address()).toCompletableFuture().join();
      eventually("both meshes", () -> isMeshed(host, "bare", anonymous.id()));
      eventually("their mesh", () -> anonymous.hasInMesh("bare", host.peerId()));
      host.gossip().publish("bare", random(100)).toCompletableFuture().join();
      assertThat(anonymous.awaitMessage("bare", 100).get("author").isNull()).isTrue();
      anonymous.run("publish", Map.of("topic", "bare", "size", 101));
      assertThat(inbox.await(101).author()).isEmpty();
    }
  }

  @Test
  void earnsAndLosesScoreInTheEyesOfThePeer() {
    var forger = joinScored(SignaturePolicy.STRICT_NO_SIGN);
    publish(forger, "scored", 20);
    eventually("an unsigned message costs two", () -> js.scoreOf(forger.peerId()) < -1.5);
    js.await("prune", event -> isPeer(event.get("peer").asString(), forger));
    publish(forger, "scored", 21);
    eventually("the second is squared", () -> js.scoreOf(forger.peerId()) < -6);
    var honest = joinScored(SignaturePolicy.STRICT_SIGN);
    for (var i = 0; i < 4; i++) publish(honest, "scored", 10 + i);
    eventually("first deliveries count", () -> js.scoreOf(honest.peerId()) >= 2);
  }

  private Libp2pHost joinScored(SignaturePolicy policy) {
    var host = start(policy);
    host.gossip().subscribe("scored", Inbox.accepting());
    host.dial(js.address()).toCompletableFuture().join();
    eventually("our mesh", () -> isMeshed(host, "scored", js.id()));
    eventually("their mesh", () -> js.hasInMesh("scored", host.peerId()));
    return host;
  }

  @Test
  void holdsAMessageBackUntilItIsJudged() {
    var host = start(SignaturePolicy.STRICT_SIGN);
    var inbox = Inbox.undecided();
    host.gossip().subscribe("held", inbox);
    for (var peer : List.of(js, other)) {
      peer.run("subscribe", Map.of("topic", "held"));
      host.dial(peer.address()).toCompletableFuture().join();
      eventually("their mesh", () -> peer.hasInMesh("held", host.peerId()));
    }
    js.run("publish", Map.of("topic", "held", "size", 77));
    inbox.await(77);
    var stats = host.gossip().stats().toCompletableFuture().join();
    assertThat(stats.pending()).isEqualTo(1);
    assertThat(other.count("message", event -> event.get("topic").asString().equals("held")))
        .isZero();
    inbox.decide(Verdict.ACCEPT);
    var forwarded = other.awaitMessage("held", 77);
    assertThat(forwarded.get("source").asString()).isEqualTo(host.peerId().toString());
    assertThat(forwarded.get("author").asString()).isEqualTo(js.id().toString());
  }

  @Test
  void spreadsThroughAMeshOfFive() {
    var first = start(SignaturePolicy.STRICT_SIGN);
    var middle = start(SignaturePolicy.STRICT_SIGN);
    var last = start(SignaturePolicy.STRICT_SIGN);
    var inboxes = List.of(Inbox.accepting(), Inbox.accepting(), Inbox.accepting());
    var chain = List.of(first, middle, last);
    for (var i = 0; i < 3; i++) chain.get(i).gossip().subscribe("five", inboxes.get(i));
    js.run("subscribe", Map.of("topic", "five"));
    other.run("subscribe", Map.of("topic", "five"));
    first.dial(js.address()).toCompletableFuture().join();
    middle.dial(js.address()).toCompletableFuture().join();
    middle.dial(other.address()).toCompletableFuture().join();
    last.dial(other.address()).toCompletableFuture().join();
    eventually(
        "first", () -> isMeshed(first, "five", js.id()) && js.hasInMesh("five", first.peerId()));
    eventually(
        "middle", () -> isMeshed(middle, "five", js.id()) && isMeshed(middle, "five", other.id()));
    eventually(
        "last", () -> isMeshed(last, "five", other.id()) && other.hasInMesh("five", last.peerId()));
    publish(first, "five", COMMITMENT);
    assertThat(inboxes.get(2).await(COMMITMENT).author()).contains(first.peerId());
    assertThat(inboxes.get(1).await(COMMITMENT).source()).isEqualTo(js.id());
    publish(last, "five", TXLIST);
    assertThat(inboxes.get(0).await(TXLIST).author()).contains(last.peerId());
    assertThat(inboxes.get(0).count()).as("its own message does not come back").isEqualTo(1);
  }

  private Libp2pHost start(SignaturePolicy policy) {
    var config = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0");
    var host =
        Libp2pHost.start(
            config.withGossip(config.gossip().withSignatures(policy)), Identity.generate());
    hosts.add(host);
    return host;
  }

  private static void publish(Libp2pHost host, String topic, int size) {
    var published =
        host.gossip()
            .publish(topic, random(size + topic.hashCode(), size))
            .toCompletableFuture()
            .join();
    assertThat(published.recipients()).isNotEmpty();
  }

  private static boolean isMeshed(Libp2pHost host, String topic, PeerId peer) {
    var stats = host.gossip().stats().toCompletableFuture().join();
    return stats.mesh().containsKey(topic) && stats.mesh().get(topic).contains(peer);
  }

  private static Optional<String> description(Libp2pHost host, PeerId peer) {
    return host.peers().stream()
        .filter(connected -> connected.id().equals(peer))
        .findFirst()
        .flatMap(connected -> connected.description())
        .map(description -> description.agent());
  }

  private static boolean isPeer(String text, Libp2pHost host) {
    return text.equals(host.peerId().toString());
  }

  private static Bytes random(int size) {
    return random(size, size);
  }

  // Different on each topic: the network's message id does not tell topics apart.
  private static Bytes random(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return Bytes.wrap(bytes);
  }
}
