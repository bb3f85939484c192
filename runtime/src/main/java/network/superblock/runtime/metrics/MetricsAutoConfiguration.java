package network.superblock.runtime.metrics;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Tells the meters of one service and replica from those of another. */
@AutoConfiguration
public class MetricsAutoConfiguration {

  /**
   * The tags {@code service} and {@code replica} on every meter.
   *
   * @param sender the replica's name in the network, for a service that has one
   */
  @Bean
  MeterFilter commonTags(
      @Value("${spring.application.name:service}") String service,
      @Value("${superblock.identity.sender:none}") String sender) {
    return MeterFilter.commonTags(Tags.of("service", service, "replica", sender));
  }
}
