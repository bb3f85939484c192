package network.superblock.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.InstantSource;
import network.superblock.preconfirmation.SdkMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts the node between its ports. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  @Bean
  SdkMetrics sdkMetrics(MeterRegistry meters) {
    return new MicrometerMetrics(meters);
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
  HealthIndicator preconfirmationHealthIndicator(GatewayNode gateway) {
    return new GatewayHealth(gateway);
  }
}
