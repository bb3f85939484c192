package network.superblock.gateway;

import static network.superblock.gateway.BridgeScene.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.libp2p.interop.JsPeer;
import network.superblock.libp2p.peer.IdentityFile;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.peer.Sha256;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ChainProtocols;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two gateways on Postgres and three js-libp2p peers between them, in this form:
 *
 * <pre>
 * left -- steady gateway -- middle -- killed gateway -- right
 *                       \____________/
 * </pre>
 *
 * Left out only where there is no npm.
 */
@Timeout(300)
class GatewaysAndJsPeersTest {

  private static final ChainProtocols PROTOCOLS =
      SdkConfig.forChain(GatewaySettings.CHAIN, Promises.SLASHER).protocols();
  private static final List<SignedCommitment> BLOCKS = Promises.chain(8);

  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void stop() throws Exception {
    for (var part : open.reversed()) part.close();
  }

  @Test
  void theKilledGatewayCatchesUpFromTheOthersWithoutGaps() throws IOException {
    var left = peer();
    var middle = peer();
    var right = peer();
    var steady = steadyGateway(left, middle);
    var database = SharedPostgres.databaseOf(GatewaysAndJsPeersTest.class);
    var identity = directory.resolve("killed.key");
    var id = IdentityFile.loadOrCreate(identity).peerId();
    var settings =
        GatewaySettings.of(database, identity, List.of(address(steady), text(middle), text(right)));
    var log = Path.of("target", "killed-gateway.log");
    var killed = open(KillableGateway.start(settings, log));
    var steadyClient = client(steady);
    until("an answer, see " + log, () -> killed.client().head() == 0);
    for (var peer : List.of(middle, right)) until("a mesh", () -> hasInMeshes(peer, id));
    until("the gateways' mesh", () -> hasInMeshes(steady, id));

    assertThat(steadyClient.publish(block(1), 0).statusCode()).isEqualTo(202);
    for (var peer : List.of(left, middle, right)) heardBy(peer, 1);
    says(left, 2);
    until("block 2 at both", () -> steadyClient.head() == 2 && killed.client().head() == 2);
    for (var peer : List.of(middle, right)) heardBy(peer, 2);
    assertThat(killed.client().publish(block(3), 2).statusCode()).isEqualTo(202);
    until("block 3", () -> steadyClient.head() == 3);
    heardBy(left, 3);
    says(right, 4);
    until("block 4", () -> steadyClient.head() == 4);
    heardBy(left, 4);

    killed.kill();
    for (var number : List.of(5, 6)) {
      assertThat(steadyClient.publish(block(number), number - 1).statusCode()).isEqualTo(202);
      heardBy(left, number);
    }
    // Its list is nowhere but with the peer in the middle, who answers like a Rust node.
    publish(left, PROTOCOLS.commitmentTopic(), block(7).encode());
    until("block 7", () -> steadyClient.head() == 7);
    var list = Promises.list(6);
    var ask = new TxListRequest(list.hash()).encode().toHex();
    answers(middle, PROTOCOLS.txList().name(), Map.of(ask, list.encode().toHex()));
    var head = PreconfHead.of(block(7).preconfirmation());
    answers(middle, PROTOCOLS.head().name(), head.encode().toHex());

    var restarted = open(KillableGateway.start(settings, log));
    until("block 7 at the restarted one", () -> restarted.client().head() == 7);
    for (var gateway : List.of(restarted.client(), steadyClient)) {
      for (var i = 0; i < 7; i++) {
        var hash = Promises.list(i).hash();
        until("list " + i, () -> gateway.hasList(hash));
      }
      assertThat(gateway.commitments()).isEqualTo(encoded(7));
    }

    // It is known under the identity that it had before.
    until("the last one's mesh", () -> hasInMeshes(right, id));
    says(right, 8);
    until("live again", () -> restarted.client().head() == 8 && steadyClient.head() == 8);
    heardBy(left, 8);
    assertThat(restarted.client().commitments()).isEqualTo(encoded(8));
  }

  private JsPeer peer() {
    var topics = List.of(PROTOCOLS.commitmentTopic(), PROTOCOLS.txListTopic());
    return open(JsPeer.start(Map.of("topics", topics)));
  }

  private ConfigurableApplicationContext steadyGateway(JsPeer... peers) {
    var settings =
        GatewaySettings.of(
            SharedPostgres.databaseOf(GatewaysAndJsPeersTest.class),
            directory.resolve("steady.key"),
            List.of(peers).stream().map(GatewaysAndJsPeersTest::text).toList());
    var context =
        open(ServiceApplication.start(GatewayApplication.class, GatewayApplication.NAME, settings));
    until("the node", () -> !context.getBean(GatewayNode.class).chains().isEmpty());
    var id = BridgeScene.node(context).node().orElseThrow().host().peerId();
    for (var peer : peers) until("a mesh", () -> hasInMeshes(peer, id));
    return context;
  }

  private static boolean hasInMeshes(JsPeer peer, PeerId other) {
    return peer.hasInMesh(PROTOCOLS.commitmentTopic(), other)
        && peer.hasInMesh(PROTOCOLS.txListTopic(), other);
  }

  private static boolean hasInMeshes(ConfigurableApplicationContext gateway, PeerId other) {
    var host = BridgeScene.node(gateway).node().orElseThrow().host();
    var mesh = host.gossip().stats().toCompletableFuture().join().mesh();
    return mesh.size() == 2 && mesh.values().stream().allMatch(all -> all.contains(other));
  }

  private static void says(JsPeer peer, int number) {
    publish(peer, PROTOCOLS.txListTopic(), Promises.list(number - 1).encode());
    publish(peer, PROTOCOLS.commitmentTopic(), block(number).encode());
  }

  private static void publish(JsPeer peer, String topic, Bytes data) {
    peer.run("publish", Map.of("topic", topic, "hex", data.toHex()));
  }

  private static void answers(JsPeer peer, String protocol, Object with) {
    peer.run("answer", Map.of("protocol", protocol, "with", with));
  }

  private static void heardBy(JsPeer peer, int number) {
    for (var data : List.of(Promises.list(number - 1).encode(), block(number).encode())) {
      var digest = Sha256.of(data).toHex();
      peer.await("message", event -> event.get("digest").asString().equals(digest));
    }
  }

  private static List<String> encoded(int blocks) {
    return IntStream.rangeClosed(1, blocks)
        .mapToObj(number -> "0x" + block(number).encode().toHex())
        .toList();
  }

  private static SignedCommitment block(int number) {
    return BLOCKS.get(number - 1);
  }

  private static GatewayClient client(ConfigurableApplicationContext gateway) {
    return new GatewayClient(
        gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  private static String address(ConfigurableApplicationContext gateway) {
    return BridgeScene.address(gateway);
  }

  private static String text(JsPeer peer) {
    return peer.address().toString();
  }

  private <T extends AutoCloseable> T open(T part) {
    open.add(part);
    return part;
  }
}
