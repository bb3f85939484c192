package network.superblock.bench.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.kafka.TopicsAutoConfiguration;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;
import network.superblock.xtqueue.Rollups;
import network.superblock.xtqueue.SequencerEndpoints;
import network.superblock.xtqueue.XtQueueApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The queue's service as it is, with a registry that does not need an L1. */
@Configuration(proxyBeanMethods = false)
@Import({XtQueueApplication.class, TopicsAutoConfiguration.class})
class Queue {

  private static final Sender SENDER = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "bench");
  private static final SigningKey KEY =
      SigningKey.fromHex(HexFormat.of().formatHex(Keccak256.hash("queue".getBytes(UTF_8))));

  static ConfigurableApplicationContext start(String kafka, PostgresDatabase database) {
    var settings = new HashMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.security.limit.per-address", 1_000_000);
    settings.put("server.address", "127.0.0.1");
    settings.put("spring.kafka.bootstrap-servers", kafka);
    settings.put("superblock.postgres.url", postgres(database));
    settings.put("superblock.postgres.username", database.user());
    settings.put("superblock.postgres.password", database.password());
    settings.put("superblock.network.id", "bench");
    settings.put("superblock.network.genesis", Instant.EPOCH.toString());
    settings.put("superblock.network.genesis-hash", "0x" + "11".repeat(32));
    settings.put("superblock.identity.sender", SENDER.id());
    settings.put("superblock.identity.key", KEY.exportHex());
    return ServiceApplication.start(Queue.class, XtQueueApplication.NAME, settings);
  }

  private static String postgres(PostgresDatabase database) {
    return "postgresql://%s:%d/%s"
        .formatted(database.host(), database.port().number(), database.name());
  }

  @Bean
  KeyRing keyRing() {
    return new KeyRing() {
      @Override
      public SenderKeys since(long l1Block) {
        return sender -> sender.equals(SENDER) ? Set.of(KEY.address()) : Set.of();
      }

      @Override
      public void refresh() {}
    };
  }

  @Bean
  Rollups rollups() {
    return _ -> Rollups.Registration.ACTIVE;
  }

  /** Only simulations ask sequencers, and none is asked for. */
  @Bean
  SequencerEndpoints sequencerEndpoints() {
    return _ -> Optional.empty();
  }
}
