package network.superblock.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/** The publisher on a real broker, with a second replica behind it. */
class PublisherTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  @Test
  void buildsSuperblocksAndGoesOnWhenTheLeaderIsGone() {
    var start = Instant.now();
    try (var network = new TestNetwork(start);
        var participants = new Participants(network)) {
      network.publisher("one");
      await().atMost(LONG).until(() -> built(participants).size() >= 2);
      var second = network.publisher("two");
      await().atMost(LONG).until(() -> built(participants).size() >= 3);

      assertThat(current(second)).contains("\"leader\":\"one\"").contains("\"FOLLOWING\"");
      network.stopPublisher("one");
      var before = built(participants).size();
      await().atMost(LONG).until(() -> built(participants).size() >= before + 2);

      assertThat(participants.all(LeaderClaim.class).getLast().leader()).isEqualTo("two");
      assertThat(current(second)).contains("\"replica\":\"LEADING\"");
      assertThatNothingContradicts(participants);
      assertThat(built(participants)).allMatch(b -> b.blocks().size() == 2);
      assertThat(built(participants).stream().filter(b -> b.includedXts().size() == 1).count())
          .as("superblocks with an xT")
          .isGreaterThanOrEqualTo(3);
      assertThat(participants.failures).isEmpty();
    }
  }

  /** Whatever went away in between. */
  static void assertThatNothingContradicts(Participants participants) {
    var decided = new HashSet<InstanceId>();
    assertThat(participants.all(Decided.class))
        .as("agreement: one decision per instance")
        .allMatch(d -> decided.add(d.instance()));
    assertThat(participants.all(SlotClosed.class))
        .as("each slot ends once, in order")
        .extracting(closed -> closed.slot().value())
        .isSorted()
        .doesNotHaveDuplicates();
    var numbers = built(participants).stream().map(b -> b.number().value()).toList();
    for (int i = 0; i < numbers.size(); i++)
      assertThat(numbers.get(i)).as("superblock numbers without a gap").isEqualTo(i + 1L);
  }

  static List<Outcome.Built> built(Participants participants) {
    return participants.all(SlotClosed.class).stream()
        .map(SlotClosed::outcome)
        .filter(Outcome.Built.class::isInstance)
        .map(Outcome.Built.class::cast)
        .toList();
  }

  private static String current(ConfigurableApplicationContext service) {
    var port = service.getEnvironment().getRequiredProperty("local.server.port");
    var body =
        WebClient.create("http://127.0.0.1:" + port)
            .get()
            .uri("/api/v1/slots/current")
            .retrieve()
            .bodyToMono(String.class)
            .block();
    return body == null ? "" : body;
  }
}
