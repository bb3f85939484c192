package network.superblock.bench.decision;

import java.util.HashMap;
import java.util.Map;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.kafka.TopicsAutoConfiguration;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.slot.Rollups;
import network.superblock.slot.SlotServiceApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The slot service as it is, with a registry that does not need an L1. */
@Configuration(proxyBeanMethods = false)
@Import({SlotServiceApplication.class, TopicsAutoConfiguration.class})
class Publisher {

  static final int MOST_PAIRS = 8;

  static ConfigurableApplicationContext start(String kafka, SlotSchedule schedule) {
    return ServiceApplication.start(
        Publisher.class, SlotServiceApplication.NAME, settings(kafka, schedule));
  }

  private static Map<String, ?> settings(String kafka, SlotSchedule schedule) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("spring.kafka.bootstrap-servers", kafka);
    settings.put(
        "spring.kafka.producer.properties.interceptor.classes", WriteTimes.class.getName());
    settings.put("superblock.network.id", Cast.NETWORK.value());
    settings.put("superblock.network.genesis", schedule.genesis().toString());
    settings.put("superblock.network.genesis-hash", "0x" + "ab".repeat(32));
    settings.put("superblock.network.slot-duration", schedule.duration().toString());
    settings.put("superblock.network.seal-cutover", schedule.sealCutover().toString());
    settings.put("superblock.network.scp-timer", schedule.scpTimer().toString());
    settings.put("superblock.identity.sender", Cast.PUBLISHER.id());
    settings.put("superblock.identity.key", Cast.keyOf(Cast.PUBLISHER).exportHex());
    return settings;
  }

  @Bean
  KeyRing keyRing() {
    return Cast.keyRing();
  }

  @Bean
  Rollups rollups() {
    return new Cast(MOST_PAIRS).rollups();
  }
}
