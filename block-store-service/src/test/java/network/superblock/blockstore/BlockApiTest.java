package network.superblock.blockstore;

import static network.superblock.blockstore.TestStore.A;
import static network.superblock.blockstore.TestStore.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stored blocks as people and tools see them. */
@Timeout(120)
class BlockApiTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestStore store = TestStore.shared();
  private final TestPublisher publisher = store.publisher;

  @BeforeEach
  void open() {
    publisher.begin(publisher.slot().next());
  }

  @AfterEach
  void close() {
    publisher.end();
  }

  @Test
  void showsABlockByNumberHashAndLatest() throws Exception {
    var block = included(A);
    for (var name : List.of(block.number().toString(), block.hash().toString(), "latest")) {
      var path = "/chains/11111/blocks/" + name;
      await().untilAsserted(() -> assertThat(get(path)).contains("\"standing\":\"INCLUDED\""));
      assertThat(get(path)).contains(hashOf(block), "\"chainId\":11111", "\"superblock\":");
    }
    var rlp = bytes("/chains/11111/blocks/" + block.hash());
    assertThat(rlp.statusCode()).isEqualTo(200);
    assertThat(rlp.headers().firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(rlp.body()).isEqualTo(block.block().toArray());
  }

  @Test
  void keepsABodyToItselfUntilItStandsInASuperblock() throws Exception {
    publisher.seal();
    var block = store.block(B, "secret");
    store.submit(block);
    var _ = store.verdicts.on(block);
    var path = "/chains/22222/blocks/" + block.hash();
    assertThat(get(path)).contains("\"standing\":\"ACCEPTED\"").doesNotContain("superblock");
    assertThat(bytes(path).statusCode()).isEqualTo(403);
  }

  @Test
  void listsBlocksNewestFirstByCursor() throws Exception {
    var first = included(A);
    publisher.begin(publisher.slot().next());
    var second = included(A);
    var page = get("/chains/11111/blocks?limit=1");
    assertThat(page).contains(hashOf(second)).doesNotContain(hashOf(first));
    var cursor = page.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
    assertThat(get("/chains/11111/blocks?limit=1&cursor=" + cursor)).contains(hashOf(first));
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(get("/chains/11111/blocks/0x12")).contains("problem:invalid-parameter");
    assertThat(get("/chains/11111/blocks/-1")).contains("problem:invalid-parameter");
    assertThat(get("/chains/0/blocks/1")).contains("problem:invalid-parameter");
    assertThat(get("/chains/x/blocks/1")).contains("problem:invalid-parameter");
    assertThat(get("/chains/11111/blocks?limit=0")).contains("problem:invalid-parameter");
    for (var path :
        List.of(
            "/chains/-1/blocks/1",
            "/chains/99999999999999999999/blocks/1",
            "/chains/11111/blocks/99999999999999999999",
            "/chains/11111/blocks?limit=abc",
            "/chains/11111/blocks?cursor=%25",
            "/chains/11111/blocks?cursor=" + "9".repeat(500)))
      assertThat(get(path))
          .as(path)
          .contains("problem:invalid-parameter", "\"status\":400")
          .doesNotContain("Exception", "java.");
    assertThat(get("/chains/33333/blocks/latest")).contains("problem:not-found", "\"status\":404");
  }

  @Test
  void streamsEverythingAfterTheLastEventThatWasSeen() throws Exception {
    var from = store.bean(BlockEvents.class).lastId().blockOptional().orElseThrow();
    var block = included(A);
    finalizeLast();
    assertThat(events("/chains/11111/blocks/events", from, 3))
        .containsExactly("ACCEPTED", "INCLUDED", "FINALIZED");
    assertThat(events("/blocks/events", from, 3))
        .containsExactly("ACCEPTED", "INCLUDED", "FINALIZED");
    await()
        .untilAsserted(() ->
            assertThat(get("/chains/11111/blocks/" + block.hash()))
                .contains("\"standing\":\"FINALIZED\""));
  }

  @Test
  void describesItselfAndItsHealth() throws Exception {
    assertThat(raw("/v3/api-docs")).contains("/api/v1/chains/{chainId}/blocks/{block}");
    assertThat(raw("/actuator/health/readiness")).contains("\"status\":\"UP\"", "postgres", "l1");
    assertThat(raw("/actuator/prometheus")).contains("superblock_block_validation_seconds");
  }

  /** A block that stands in the superblock of its slot. */
  private L2Block included(TestRollup rollup) {
    publisher.seal();
    var block = store.block(rollup, "included");
    store.submit(block);
    publisher.accept(store.verdicts.on(block));
    publisher.end();
    return block;
  }

  private static String hashOf(L2Block block) {
    return "\"hash\":\"" + block.hash() + "\"";
  }

  private void finalizeLast() {
    var ledger = publisher.ledger();
    var transaction = TestRollup.hash("l1 transaction");
    store
        .network
        .superblocks()
        .write(
            Topic.SUPERBLOCK,
            new Finalized(
                ledger.number(),
                ledger.hash(),
                publisher.slot(),
                transaction,
                TestPublisher.L1_BLOCK));
  }

  private List<String> events(String path, long after, int count) throws Exception {
    var request =
        request("/api/v1" + path)
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", String.valueOf(after))
            .build();
    var response = HTTP.send(request, BodyHandlers.ofLines());
    try (var lines = response.body()) {
      return lines
          .filter(line -> line.startsWith("event:"))
          .map(line -> line.substring("event:".length()))
          .limit(count)
          .toList();
    }
  }

  private HttpResponse<byte[]> bytes(String path) throws Exception {
    var request = request("/api/v1" + path).header("Accept", "application/octet-stream").build();
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  private String get(String path) throws Exception {
    return raw("/api/v1" + path);
  }

  private String raw(String path) throws Exception {
    return HTTP.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(store.url() + path));
  }
}
