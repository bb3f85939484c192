package network.superblock.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import network.superblock.runtime.lifecycle.DependencyWatch;
import network.superblock.runtime.lifecycle.LifecycleAutoConfiguration;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.settings.OnNetwork;
import network.superblock.runtime.settings.SettingsAutoConfiguration;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The network's topics, where a service has an identity to write and read them with. */
@AutoConfiguration(
    before = LifecycleAutoConfiguration.class,
    after = SettingsAutoConfiguration.class,
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@Conditional(OnNetwork.class)
@EnableConfigurationProperties(TopicProperties.class)
public class TopicsAutoConfiguration {

  @Bean
  ClientSettings topicClientSettings(
      KafkaProperties properties, KafkaConnectionDetails connection, Sender sender) {
    return new ClientSettings(properties, connection, sender);
  }

  @Bean
  KafkaBroker kafkaBroker(ClientSettings settings, TopicProperties topics) {
    return new KafkaBroker(settings, topics);
  }

  @Bean
  DependencyWatch kafkaHealthIndicator(KafkaBroker broker) {
    return DependencyWatch.of(broker);
  }

  @Bean
  TopicClients.Observers topicObservers(
      MeterRegistry meters, InstantSource clock, ServiceStop serviceStop, XtTracer tracer) {
    return new TopicClients.Observers(meters, clock, serviceStop, tracer);
  }

  @Bean
  TopicClients topicClients(
      TopicClients.Identity identity,
      ClientSettings settings,
      KafkaBroker broker,
      TopicClients.Observers observers) {
    return new TopicClients(identity, settings, broker, observers);
  }

  @Bean
  TopicClients.Identity topicIdentity(NetworkId network, EnvelopeSigner signer, KeyRing ring) {
    return new TopicClients.Identity(network, signer, ring);
  }
}
