package network.superblock.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import network.superblock.embedded.junit.RawTopics;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What bad input does to a publisher at work: nothing that lasts. */
@Timeout(240)
class BadInputTest {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final List<Topic> READ =
      List.of(Topic.SLOT, Topic.VOTE, Topic.XT, Topic.BLOCK_VERDICT, Topic.SUPERBLOCK);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void putsAsideWhatItCannotBelieveAndSaysWhatIsWrongWithARequest() throws Exception {
    try (var network = new TestNetwork(Instant.now());
        var participants = new Participants(network);
        var raw = new RawTopics(network.bootstrapServers())) {
      var service = network.publisher("one");
      awaitBuilt(participants, 1);
      var letters = new HashMap<Topic, Integer>();
      for (var topic : READ) letters.put(topic, raw.spoil(topic.topicName()));
      assertThatThrownBy(() -> raw.write(oversize(Topic.VOTE)))
          .hasMessageContaining("RecordTooLarge");

      awaitBuilt(participants, PublisherTest.built(participants).size() + 2);
      letters.forEach((topic, count) ->
          await()
              .atMost(LONG)
              .untilAsserted(() ->
                  assertThat(raw.read(topic.deadLetterTopicName()))
                      .hasSizeGreaterThanOrEqualTo(count)
                      .allMatch(letter -> letter.headers().lastHeader("sbcp-refusal") != null)));
      assertThat(participants.failures).isEmpty();
      assertThat(get(service, "/actuator/prometheus").body())
          .contains("superblock_dead_letters_total");
      refusesRequests(service);
    }
  }

  private void refusesRequests(ConfigurableApplicationContext service) throws Exception {
    for (var bad : List.of("/abc", "/-1", "/9999999999999999999999", "?limit=0", "?cursor=%25"))
      problem(service, "/api/v1/slots" + bad, 400, "invalid-parameter");
    problem(service, "/api/v1/slots/999999999", 404, "not-found");
    assertThat(get(service, "/v3/api-docs").body()).contains("/api/v1/slots/{slot}");
  }

  private void problem(ConfigurableApplicationContext service, String path, int status, String type)
      throws Exception {
    var answer = get(service, path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.body())
        .contains("\"urn:superblock:problem:" + type + "\"")
        .doesNotContain("Exception", "java.");
  }

  private HttpResponse<String> get(ConfigurableApplicationContext service, String path)
      throws IOException, InterruptedException {
    var port = service.getEnvironment().getRequiredProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static void awaitBuilt(Participants participants, int count) {
    await().atMost(LONG).until(() -> PublisherTest.built(participants).size() >= count);
  }

  private static ProducerRecord<byte[], byte[]> oversize(Topic topic) {
    return new ProducerRecord<>(topic.topicName(), new byte[topic.maxMessageBytes() + 1]);
  }
}
