package network.superblock.slot;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.settings.NetworkProperties;
import network.superblock.slot.board.SlotBoard;
import network.superblock.slot.metrics.SlotHealth;
import network.superblock.slot.metrics.SlotMetrics;
import network.superblock.wire.Sender;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the replica together. */
@Configuration(proxyBeanMethods = false)
class SlotServiceConfiguration {

  @Bean
  SlotBoard slotBoard(SlotSchedule schedule) {
    return new SlotBoard(schedule);
  }

  @Bean
  SlotHealth slotHealth(SlotSchedule schedule, InstantSource clock) {
    return new SlotHealth(schedule, clock);
  }

  @Bean
  HealthIndicator slotsHealthIndicator(SlotHealth health) {
    return health::slots;
  }

  @Bean
  HealthIndicator sequencersHealthIndicator(SlotHealth health) {
    return health::sequencers;
  }

  @Bean
  SlotReplica slotReplica(
      SlotReplica.Settings settings,
      SlotReplica.Outside outside,
      SlotBoard board,
      SlotHealth health,
      MeterRegistry meters) {
    var metrics = new SlotMetrics(meters, settings.network().schedule());
    var observer = new Observers(List.of(board, metrics, health));
    return new SlotReplica(settings, outside, observer);
  }

  @Bean
  SlotReplica.Settings slotReplicaSettings(
      NetworkProperties network, SlotProperties slot, Sender sender) {
    return new SlotReplica.Settings(network, slot, sender.name());
  }

  @Bean
  SlotReplica.Outside slotReplicaOutside(
      TopicClients clients, Rollups rollups, InstantSource clock, ServiceStop serviceStop) {
    return new SlotReplica.Outside(clients, rollups, clock, serviceStop);
  }
}
