package network.superblock.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** What Kafka's clients really work with, whatever the operator has set. */
class ClientSettingsTest {

  private static final KafkaConnectionDetails NOWHERE =
      new KafkaConnectionDetails() {
        @Override
        public List<String> getBootstrapServers() {
          return List.of("127.0.0.1:1");
        }
      };

  private final ClientSettings settings =
      new ClientSettings(careless(), NOWHERE, new Sender.Publisher(Role.SLOT_SERVICE, "one"));

  private static KafkaProperties careless() {
    var properties = new KafkaProperties();
    properties.getProducer().setAcks("0");
    properties.getProperties().put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    properties.getProperties().put(ProducerConfig.RETRIES_CONFIG, "3");
    properties.getConsumer().setEnableAutoCommit(true);
    return properties;
  }

  @Test
  void everyReplicaAcknowledgesWhatIsWrittenOnce() {
    for (var inFlight : List.of(1, 5)) {
      var effective =
          new ProducerConfig(settings.producer("records", Duration.ofSeconds(2), inFlight));

      // All, as the client spells it.
      assertThat(effective.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
      assertThat(effective.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
      assertThat(effective.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION))
          .isEqualTo(inFlight);
      assertThat(effective.getInt(ProducerConfig.RETRIES_CONFIG)).isPositive();
    }
  }

  @Test
  void noOffsetIsCommittedByTheClockOrBeforeItsEffect() {
    var effective = new ConsumerConfig(settings.consumer("records"));
    var container = new ContainerProperties("topic");
    Containers.configure(container);

    assertThat(effective.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)).isFalse();
    assertThat(effective.getBoolean(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG)).isFalse();
    assertThat(container.getAckMode()).isEqualTo(AckMode.MANUAL);
  }
}
