package network.superblock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Two gateways on Postgres, without Kafka, over loopback. */
@Timeout(120)
class TwoGatewaysTest {

  private static final long CHAIN = 77777;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void stop() {
    contexts.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void aGatewayThatWasAwayCatchesUpWithoutGaps() throws Exception {
    var databaseA = SharedPostgres.databaseOf(TwoGatewaysTest.class);
    var databaseB = SharedPostgres.databaseOf(TwoGatewaysTest.class);
    var a = start("a", databaseA, Optional.empty());
    var address = bean(a).node().orElseThrow().host().addresses().getFirst().toString();
    var b = start("b", databaseB, Optional.of(address));
    var topic = "/taiko/" + CHAIN + "/0/preconfirmationCommitments";
    eventually("the mesh", () -> isMeshed(a, topic) && isMeshed(b, topic));

    var blocks = Promises.chain(6);
    for (var i = 0; i < 3; i++)
      assertThat(publish(a, blocks.get(i), i).statusCode()).isEqualTo(202);
    eventually("three at b", () -> head(b) == 3);
    eventually("ready", () -> get(b, "/actuator/health/readiness").statusCode() == 200);
    assertThat(get(b, "/actuator/health/readiness").body())
        .contains("\"listening\":true", "\"synced\":true", "\"peers\":1");
    var identity = bean(b).node().orElseThrow().host().peerId();
    b.close();

    for (var i = 3; i < 6; i++) publish(a, blocks.get(i), i);
    eventually("six at a", () -> head(a) == 6);
    var again = start("b", databaseB, Optional.of(address));
    assertThat(bean(again).node().orElseThrow().host().peerId()).isEqualTo(identity);
    eventually("six at b", () -> head(again) == 6);
    var listed = get(again, "/api/v1/chains/" + CHAIN + "/commitments?limit=10").body();
    for (var block : blocks) assertThat(listed).contains(block.encode().toHex());
    var list = Promises.list(5);
    eventually(
        "the last list",
        () ->
            get(again, "/api/v1/chains/" + CHAIN + "/txlists/" + list.hash()).statusCode() == 200);
    assertThat(get(again, "/api/v1/peers").body()).contains("\"score\"");
  }

  @Test
  void answersWithProblems() throws Exception {
    var a = start("a", SharedPostgres.databaseOf(TwoGatewaysTest.class), Optional.empty());
    assertThat(get(a, "/api/v1/chains/5/head").statusCode()).isEqualTo(404);
    assertThat(get(a, "/api/v1/chains/" + CHAIN + "/commitments/0x12").statusCode()).isEqualTo(400);
    var refused = publish(a, Promises.forged(), 0);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("urn:superblock:problem:preconfirmation-refused", "wrong_slot_signer");
    var alone = publish(a, Promises.chain(1).getFirst(), 0);
    assertThat(alone.statusCode()).isEqualTo(503);
    assertThat(alone.body()).contains("no-peers");
    assertThat(get(a, "/actuator/prometheus").body()).contains("p2p_gossip_publish_total");
    assertThat(get(a, "/v3/api-docs").body()).contains("/chains/{chainId}/preconfirmations");
  }

  private ConfigurableApplicationContext start(
      String name, PostgresDatabase database, Optional<String> peer) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.postgres.url", database.jdbcUrl().substring("jdbc:".length()));
    settings.put("superblock.postgres.username", database.user());
    settings.put("superblock.postgres.password", database.password());
    settings.put("gateway.listen", "/ip4/127.0.0.1/tcp/0");
    settings.put("gateway.identity-file", directory.resolve(name + ".key").toString());
    peer.ifPresent(address -> settings.put("gateway.peers", address));
    settings.put("gateway.chains[0].id", CHAIN);
    settings.put("gateway.chains[0].slasher", Promises.SLASHER.toString());
    settings.put("gateway.chains[0].genesis", 0);
    settings.put("gateway.chains[0].slot-seconds", Promises.WINDOW);
    settings.put("gateway.chains[0].signers", Promises.KEY.address().toString());
    var context =
        ServiceApplication.start(GatewayApplication.class, GatewayApplication.NAME, settings);
    contexts.add(context);
    eventually("the node", () -> bean(context).chains().containsKey(new ChainId(CHAIN)));
    return context;
  }

  private HttpResponse<String> publish(
      ConfigurableApplicationContext context, SignedCommitment signed, int list) {
    var json =
        "{\"commitment\":\"0x"
            + signed.encode().toHex()
            + "\",\"txList\":\"0x"
            + Promises.body(list).toHex()
            + "\"}";
    return send(
        HttpRequest.newBuilder(uri(context, "/api/v1/chains/" + CHAIN + "/preconfirmations"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
    return send(HttpRequest.newBuilder(uri(context, path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static URI uri(ConfigurableApplicationContext context, String path) {
    var port = context.getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static GatewayNode bean(ConfigurableApplicationContext context) {
    return context.getBean(GatewayNode.class);
  }

  private static boolean isMeshed(ConfigurableApplicationContext context, String topic) {
    var host = bean(context).node().orElseThrow().host();
    var mesh = host.gossip().stats().toCompletableFuture().join().mesh();
    return mesh.containsKey(topic) && !mesh.get(topic).isEmpty();
  }

  private static long head(ConfigurableApplicationContext context) {
    var sdk = Objects.requireNonNull(bean(context).chains().get(new ChainId(CHAIN)));
    return sdk.head().blockNumber().saturated();
  }

  private static void eventually(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("never: " + what).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
