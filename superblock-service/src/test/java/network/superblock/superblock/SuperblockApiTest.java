package network.superblock.superblock;

import static network.superblock.superblock.TestNetwork.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import network.superblock.embedded.junit.RawTopics;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What users see, and what bad input does to the service. */
@Timeout(120)
class SuperblockApiTest {

  private final TestNetwork network = TestNetwork.shared();

  @Test
  void tellsStreamsEverythingInOrder() throws Exception {
    var number = number(network.build());
    network.mineUntil(number, "FINALIZED");
    var all = events(0, 5);
    assertThat(all.getFirst().get("type").asString()).isEqualTo("superblock-queued");

    var again = events(2, 3);
    assertThat(again).isEqualTo(all.subList(2, 5));
  }

  @Test
  void tellsStreamsOfAReorg() throws Exception {
    var number = number(network.build());
    network.awaitStatus(number, "SENT");
    network.l1.mine(1);
    network.awaitStatus(number, "INCLUDED");
    network.l1.reorg(1);
    network.mineUntil(number, "FINALIZED");

    var types = new ArrayList<String>();
    try (var lines = lines(eventsAfter(0))) {
      for (var line : (Iterable<String>) lines::iterator) {
        if (!line.startsWith("data:")) continue;
        var event = JsonMapper.shared().readTree(line.substring(5));
        if (event.path("number").asLong(-1) != number) continue;
        types.add(event.get("type").asString());
        if (types.getLast().equals("superblock-finalized")) break;
      }
    }
    assertThat(types)
        .containsSubsequence(
            "superblock-included",
            "superblock-reorged",
            "superblock-included",
            "superblock-finalized");
  }

  @Test
  void streamsFromNowOnForAReaderThatCannotNameAnEvent() throws Exception {
    var before = number(network.build());
    network.mineUntil(before, "FINALIZED");
    var uri = network.uri("/api/v1/superblocks/events?from=now");
    var request = HttpRequest.newBuilder(uri).build();
    try (var lines = lines(request)) {
      // The answer's head has come: whatever happens from here on is told.
      var next = number(network.build());
      var first = lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
      assertThat(JsonMapper.shared().readTree(first.substring(5)).get("number").asLong())
          .isEqualTo(next);
    }
    var named = HttpRequest.newBuilder(uri).header("Last-Event-ID", "0").build();
    assertThat(read(named, 1).getFirst().get("number").asLong()).isLessThanOrEqualTo(before);
  }

  @Test
  void listsByCursor() {
    network.build();
    network.mineUntil(number(network.build()), "FINALIZED");

    var first = network.json("/api/v1/superblocks?limit=1");
    var second = network.json("/api/v1/superblocks?limit=1&cursor=" + first.get("next").asString());
    assertThat(first.at("/items/0/blocks").asLong()).isEqualTo(2);
    assertThat(second.at("/items/0/slot").asLong()).isLessThan(first.at("/items/0/slot").asLong());
  }

  @Test
  void refusesWhatItCannotUnderstand() {
    problem("/api/v1/superblocks/abc", 400, "invalid-parameter");
    problem("/api/v1/superblocks/-1", 400, "invalid-parameter");
    problem("/api/v1/superblocks/0x12", 400, "invalid-parameter");
    problem("/api/v1/superblocks/999999999", 404, "not-found");
    problem("/api/v1/superblocks/0x" + "ab".repeat(32), 404, "not-found");
    problem("/api/v1/superblocks/latest/proofs/0", 400, "invalid-parameter");
    problem("/api/v1/superblocks/999999999/proofs/77777", 404, "not-found");
    problem("/api/v1/superblocks?limit=0", 400, "invalid-parameter");
    problem("/api/v1/superblocks/events?from=then", 400, "invalid-parameter");
    problem("/api/v1/superblocks?cursor=%25", 400, "invalid-parameter");
    assertThat(network.get("/v3/api-docs").body()).contains("/api/v1/superblocks/{id}");
  }

  @Test
  void saysThatL1IsAwayAndComesBack() {
    network.l1.node().pause();
    await()
        .atMost(SOON)
        .until(() -> network.json("/api/v1/settlement").get("status").asString().equals("AWAY"));
    network.l1.node().resume();
    network.mineUntil(number(network.build()), "FINALIZED");
  }

  @Test
  void putsAsideWhatItCannotBelieveAndGoesOn() {
    network.mineUntil(number(network.build()), "FINALIZED");
    try (var raw = new RawTopics(network.bootstrapServers())) {
      var expected = new HashMap<Topic, Integer>();
      for (var topic : List.of(Topic.SLOT, Topic.BLOCK_VERDICT))
        expected.put(
            topic, raw.read(topic.deadLetterTopicName()).size() + raw.spoil(topic.topicName()));
      network.mineUntil(number(network.build()), "FINALIZED");
      expected.forEach((topic, letters) ->
          await()
              .atMost(SOON)
              .untilAsserted(() ->
                  assertThat(raw.read(topic.deadLetterTopicName()))
                      .hasSizeGreaterThanOrEqualTo(letters)
                      .allMatch(letter -> letter.headers().lastHeader("sbcp-refusal") != null)));
    }
    assertThat(network.get("/actuator/prometheus").body())
        .contains("superblock_dead_letters_total");
  }

  private static long number(WrittenSlot slot) {
    return slot.built().number().value();
  }

  private List<JsonNode> events(long after, int count) throws Exception {
    return read(eventsAfter(after), count);
  }

  private HttpRequest eventsAfter(long event) {
    return HttpRequest.newBuilder(network.uri("/api/v1/superblocks/events"))
        .header("Last-Event-ID", Long.toString(event))
        .build();
  }

  private List<JsonNode> read(HttpRequest request, int count) throws Exception {
    try (var lines = lines(request)) {
      return lines
          .filter(line -> line.startsWith("data:"))
          .limit(count)
          .map(line -> JsonMapper.shared().readTree(line.substring(5)))
          .toList();
    }
  }

  private Stream<String> lines(HttpRequest request) throws Exception {
    return network.http().send(request, BodyHandlers.ofLines()).body();
  }

  private void problem(String path, int status, String type) {
    var answer = network.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    var problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.get("type").asString()).isEqualTo("urn:superblock:problem:" + type);
    assertThat(problem.get("detail").asString()).doesNotContain("Exception", "java.");
  }
}
