package network.superblock.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.InstantSource;
import network.superblock.gateway.kafka.KafkaBridge;
import network.superblock.gateway.kafka.MemoryTopicLedger;
import network.superblock.gateway.postgres.PostgresSettlementPlace;
import network.superblock.gateway.postgres.PostgresTopicLedger;
import network.superblock.gateway.settlement.MemorySettlementPlace;
import network.superblock.gateway.settlement.SettlementFollower;
import network.superblock.preconfirmation.SdkMetrics;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.kafka.TopicProperties;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.settings.OnNetwork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts the node between its ports. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  @Bean
  SdkMetrics sdkMetrics(MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
    var registry = observations.getIfAvailable(() -> ObservationRegistry.NOOP);
    return new MicrometerMetrics(meters, new ObservedMessages(registry));
  }

  @Bean
  @Order(0)
  GatewayNode gatewayNode(
      GatewayProperties properties,
      ObjectProvider<ConnectionFactory> postgres,
      InstantSource clock,
      SdkMetrics metrics) {
    return new GatewayNode(properties, postgres, clock, metrics);
  }

  @Bean
  @Order(1)
  @Conditional(OnNetwork.class)
  KafkaBridge kafkaBridge(
      GatewayProperties properties,
      GatewayNode gateway,
      TopicProperties topics,
      ObjectProvider<DatabaseClient> postgres,
      KafkaBridge.Outside outside) {
    var database = postgres.getIfAvailable();
    var ledger = database == null ? new MemoryTopicLedger() : new PostgresTopicLedger(database);
    return new KafkaBridge(
        gateway::chains, properties.published(), ledger, topics.retention(), outside);
  }

  @Bean
  @Order(2)
  @Conditional(OnNetwork.class)
  SettlementFollower settlementFollower(
      GatewayNode gateway, ObjectProvider<DatabaseClient> postgres, TopicClients clients) {
    var database = postgres.getIfAvailable();
    var place =
        database == null ? new MemorySettlementPlace() : new PostgresSettlementPlace(database);
    return new SettlementFollower(gateway::chains, place, clients);
  }

  @Bean
  @Conditional(OnNetwork.class)
  KafkaBridge.Outside kafkaBridgeOutside(
      TopicClients clients, InstantSource clock, MeterRegistry meters, ServiceStop serviceStop) {
    return new KafkaBridge.Outside(clients, clock, meters, serviceStop);
  }

  @Bean
  HealthIndicator preconfirmationHealthIndicator(GatewayNode gateway) {
    return new GatewayHealth(gateway);
  }
}
