package network.superblock.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong values do not become manifests: Helm says which one is wrong and what it must be. */
class RefusedValuesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Chart.TRIAL, "network.genesisHash", "0x00", "genesisHash"),
        Arguments.of(Chart.TRIAL, "network.genesisHash", "0x" + "0".repeat(64), "genesisHash"),
        Arguments.of(Chart.TRIAL, "network.genesis", "yesterday", "genesis"),
        Arguments.of(Chart.TRIAL, "network.slotDuration", "12", "slotDuration"),
        Arguments.of(Chart.TRIAL, "network.slotDurations", "12s", "slotDurations"),
        Arguments.of(Chart.TRIAL, "tracing.endpoint", "collector", "endpoint"),
        Arguments.of(Chart.TRIAL, "l1.registry", "0x12", "registry"),
        Arguments.of(Chart.TRIAL, "l1.urlSecret.name", "", "urlSecret"),
        Arguments.of(Chart.TRIAL, "security.apiKeysSecret.name", "", "apiKeysSecret"),
        Arguments.of(Chart.TRIAL, "security.limit.perAddress", "0", "perAddress"),
        Arguments.of(Chart.TRIAL, "slotService.replicas", "0", "replicas"),
        Arguments.of(Chart.TRIAL, "slotService.settings.silense", "2s", "silense"),
        Arguments.of(Chart.TRIAL, "superblockService.replicas", "2", "replicas"),
        Arguments.of(Chart.TRIAL, "superblockService.publisherSecret.name", "", "publisherSecret"),
        Arguments.of(Chart.TRIAL, "kafka.bootstrapServers", "kafka:9092", "bootstrapServers"),
        Arguments.of(Chart.TRIAL, "kafka.trial.usersSecret", "kafka-users", "protocol"),
        Arguments.of(Chart.TRIAL, "kafka.topics.replicationFactor", "3", "replicationFactor"),
        Arguments.of(Chart.TRIAL, "kafka.topics.partitions.sbcp\\.slot", "4", "sbcp.slot"),
        Arguments.of(Chart.TRIAL, "sequencers.rollups[0].chainId", "-1", "chainId"),
        Arguments.of(Chart.TRIAL, "sequencers.rollups[0].mailbox", "mailbox", "mailbox"),
        Arguments.of(Chart.TRIAL, "p2pGateway.enabled", "true", "chains"),
        Arguments.of(Chart.TRIAL, "console.enabled", "true", "origin"),
        Arguments.of(Chart.PRODUCTION, "console.origin", "https://a.example/x", "origin"),
        Arguments.of(Chart.PRODUCTION, "console.settings.slotService", "slots", "slotService"),
        Arguments.of(Chart.PRODUCTION, "console.settings.demos", "http://a", "demos"),
        Arguments.of(Chart.PRODUCTION, "kafka.bootstrapServers", "kafka", "bootstrapServers"),
        Arguments.of(Chart.PRODUCTION, "kafka.security.protocol", "TLS", "protocol"),
        Arguments.of(Chart.PRODUCTION, "kafka.security.saslMechanism", "", "saslMechanism"),
        Arguments.of(Chart.PRODUCTION, "kafka.security.secret", "", "secret"),
        Arguments.of(Chart.PRODUCTION, "postgres.url", "jdbc:postgresql://host/db", "url"),
        Arguments.of(Chart.PRODUCTION, "postgres.url", "", "url"),
        Arguments.of(Chart.PRODUCTION, "image.pullPolicy", "Sometimes", "pullPolicy"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongValueIsRefused(Path values, String name, String value, String said) {
    assertThatThrownBy(() -> Chart.render(values, Map.of(name, value)))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .message()
        .containsPattern("(?m)^- at '/" + name.split("\\.", 2)[0] + ".*")
        .contains(said);
  }

  @Test
  void withoutValuesItSaysEverythingThatIsMissing() {
    assertThatThrownBy(() ->
            new Helm(Chart.DIRECTORY)
                .template()
                .withName("one")
                .withKubeVersion(Chart.KUBERNETES)
                .call())
        .message()
        .contains("/network/id", "/l1/registry", "/sequencers/rollups", "/slotService")
        .satisfies(message -> assertThat(message).doesNotContain("panic"));
  }
}
