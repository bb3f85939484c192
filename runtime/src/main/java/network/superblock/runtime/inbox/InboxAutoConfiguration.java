package network.superblock.runtime.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import network.superblock.runtime.clock.ClockAutoConfiguration;
import network.superblock.runtime.lifecycle.LifecycleAutoConfiguration;
import network.superblock.runtime.lifecycle.ServiceStop;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service's inboxes. */
@AutoConfiguration(after = {ClockAutoConfiguration.class, LifecycleAutoConfiguration.class})
public class InboxAutoConfiguration {

  @Bean
  Inboxes inboxes(InstantSource clock, MeterRegistry meters, ServiceStop serviceStop) {
    return new Inboxes(clock, meters, serviceStop);
  }
}
