package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;

/** One router among peers that the test plays. */
final class RouterScenario {

  static final String TOPIC = "t";

  final Identity self = identity(0);
  final GossipRouter router;
  private long now = 1_000_000_000L;
  private List<GossipEffect> effects = List.of();

  RouterScenario(GossipConfig config) {
    this.router =
        new GossipRouter(
            config, new MessageAuthority(config.signatures(), self, 1), new Random(42), now);
  }

  static RouterScenario joined() {
    var scenario = new RouterScenario(GossipConfig.defaults());
    scenario.when(new GossipEvent.TopicJoined(TOPIC));
    return scenario;
  }

  static Identity identity(int number) {
    return Identity.ed25519(Bytes.fromHex(String.format("%064x", number)));
  }

  static PeerId peer(int number) {
    return identity(number).peerId();
  }

  static Message messageOf(int author, int content) {
    var authority = new MessageAuthority(SignaturePolicy.STRICT_SIGN, identity(author), content);
    return authority.author(TOPIC, Bytes.utf8("message " + content));
  }

  static MessageId idOf(Message message) {
    return MessageIdScheme.KONA.of(message.topic(), message);
  }

  /** Connects subscribed peers 1 to {@code count}, which dialled us. */
  RouterScenario withPeers(int count) {
    for (var i = 1; i <= count; i++) connect(i, false);
    return this;
  }

  RouterScenario connect(int number, boolean dialled) {
    when(new GossipEvent.PeerConnected(peer(number), dialled));
    when(new GossipEvent.VersionAgreed(peer(number), Version.V1_2));
    return receive(number, Rpc.of(List.of(new Rpc.Subscription(TOPIC, true))));
  }

  RouterScenario receive(int number, Rpc rpc) {
    return when(new GossipEvent.RpcReceived(peer(number), rpc));
  }

  RouterScenario graft(int number) {
    return receive(number, control(List.of(), List.of(), List.of(TOPIC), List.of()));
  }

  RouterScenario prune(int number, long seconds) {
    var prune = List.of(new Rpc.Prune(TOPIC, seconds));
    return receive(number, control(List.of(), List.of(), List.of(), prune));
  }

  RouterScenario iHave(int number, MessageId... ids) {
    var have = List.of(new Rpc.IHave(TOPIC, List.of(ids)));
    return receive(number, control(have, List.of(), List.of(), List.of()));
  }

  RouterScenario iWant(int number, MessageId... ids) {
    return receive(number, control(List.of(), List.of(ids), List.of(), List.of()));
  }

  RouterScenario judge(Message message, Verdict verdict) {
    return when(new GossipEvent.MessageJudged(new LocalId(TOPIC, idOf(message)), verdict));
  }

  RouterScenario heartbeat() {
    now += Duration.ofMillis(500).toNanos();
    return when(new GossipEvent.HeartbeatDue());
  }

  RouterScenario heartbeats(Duration time) {
    IntStream.range(0, (int) (time.toMillis() / 500)).forEach(_ -> heartbeat());
    return this;
  }

  RouterScenario when(GossipEvent event) {
    effects = router.on(event, now);
    return this;
  }

  /** What the last event made the router send to a peer. */
  List<Rpc> sentTo(int number) {
    return sends()
        .filter(send -> send.to().contains(peer(number)))
        .map(GossipEffect.Send::rpc)
        .toList();
  }

  Stream<GossipEffect.Send> sends() {
    return effects.stream()
        .filter(GossipEffect.Send.class::isInstance)
        .map(GossipEffect.Send.class::cast);
  }

  List<ReceivedMessage> judged() {
    return effects.stream()
        .filter(GossipEffect.Judge.class::isInstance)
        .map(effect -> ((GossipEffect.Judge) effect).message())
        .toList();
  }

  List<Rpc.Prune> prunesTo(int number) {
    return sentTo(number).stream().flatMap(rpc -> rpc.control().prune().stream()).toList();
  }

  List<MessageId> wantedFrom(int number) {
    return sentTo(number).stream().flatMap(rpc -> rpc.control().iWant().stream()).toList();
  }

  List<Message> messagesTo(int number) {
    return sentTo(number).stream().flatMap(rpc -> rpc.publish().stream()).toList();
  }

  SortedSet<PeerId> mesh() {
    return router.stats().mesh().getOrDefault(TOPIC, new TreeSet<>());
  }

  int meshSize() {
    return mesh().size();
  }

  boolean inMesh(int number) {
    return mesh().contains(peer(number));
  }

  double score(int number) {
    return Optional.ofNullable(router.stats().scores().get(peer(number))).orElseThrow();
  }

  RouterScenario sendsNothing() {
    assertThat(effects).isEmpty();
    return this;
  }

  /** The peers that are told of messages by the last event. */
  List<PeerId> advertisedTo() {
    var told = new ArrayList<PeerId>();
    sends()
        .filter(send -> !send.rpc().control().iHave().isEmpty())
        .forEach(send -> told.addAll(send.to()));
    return told;
  }

  static Rpc control(
      List<Rpc.IHave> have, List<MessageId> want, List<String> graft, List<Rpc.Prune> prune) {
    return Rpc.of(new Rpc.Control(have, want, graft, prune, List.of()));
  }
}
