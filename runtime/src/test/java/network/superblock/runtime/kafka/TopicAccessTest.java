package network.superblock.runtime.kafka;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import network.superblock.embedded.Port;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.kafka.ScramUsers;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.clock.WallClock;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.tracing.XtTracer;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** A broker that asks who comes, and lets each service do what it needs and nothing else. */
@Timeout(120)
class TopicAccessTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] RECORD = {1};

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    var users =
        Stream.concat(Arrays.stream(Role.values()).map(Role::wireName), Stream.of("admin"))
            .collect(toMap(user -> user, TopicAccessTest::passwordOf));
    kafka = EmbeddedKafka.start(KafkaOptions.temporary().withUsers(users));
    try (var topics = new KafkaBroker(settings("admin"), TestNetwork.properties(Map.of()))) {
      topics.open();
    }
    var acls =
        Arrays.stream(Role.values())
            .flatMap(role -> TopicAcls.of(role, role.wireName(), TestNetwork.NETWORK).stream())
            .toList();
    try (var admin = Admin.create(settings("admin").admin())) {
      admin.createAcls(acls).all().get();
    }
    try (var producer = producer("admin")) {
      for (var topic : Topic.values())
        producer.send(new ProducerRecord<>(topic.topicName(), 0, null, RECORD)).get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachServiceWritesWhereTheTableSays(Role role) throws Exception {
    var written = new ArrayList<String>();
    try (var producer = producer(role.wireName())) {
      for (var topic : names())
        if (may(() -> producer.send(new ProducerRecord<>(topic, 0, RECORD, RECORD)).get()))
          written.add(topic);
    }
    var expected = new ArrayList<String>();
    for (var topic : Topic.values()) {
      if (topic.writers().contains(role)) expected.add(topic.topicName());
      if (topic.readers().contains(role)) expected.add(topic.deadLetterTopicName());
    }
    assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource
  void eachServiceReadsWhatTheTableSays(Role role) throws Exception {
    var read = new ArrayList<Topic>();
    for (var topic : Topic.values())
      try (var consumer = consumer(role.wireName(), Optional.empty())) {
        consumer.assign(List.of(new TopicPartition(topic.topicName(), 0)));
        consumer.seekToBeginning(consumer.assignment());
        if (may(() -> consumer.poll(SOON).isEmpty())) read.add(topic);
      }
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Topic.values()).filter(topic -> topic.readers().contains(role)).toList());
  }

  @Test
  void aGroupIsItsServicesOwn() throws Exception {
    assertThat(joins("xt-queue-service", "test-xt-queue-service-requests")).isTrue();
    assertThat(joins("xt-queue-service", "test-block-store-service-blocks")).isFalse();
  }

  @Test
  void everyServiceSeesWhetherTheTopicsAreThere() throws Exception {
    for (var role : Role.values())
      try (var broker =
          new KafkaBroker(settings(role.wireName()), TestNetwork.properties(Map.of()))) {
        broker.open();
        broker.probe();
      }
  }

  @Test
  void aSequencerMayNotWriteTheSlotTopicAndIsToldWhatIsMissing() throws Exception {
    try (var producer = producer("sequencer")) {
      assertThatThrownBy(() ->
              producer.send(new ProducerRecord<>(Topic.SLOT.topicName(), 0, null, RECORD)).get())
          .satisfies(refused ->
              assertThat(Reason.of(refused))
                  .contains("TopicAuthorizationException", "sbcp.slot", "lacks an ACL")
                  .contains("docs/operators/security.md"));
    }
  }

  @Test
  void noServiceOpensAReaderThatTheTableDoesNotName() {
    var sender = new Sender.Sequencer(new ChainId(77777));
    var key = TestNetwork.newKey();
    var settings = settings("sequencer");
    var identity =
        new TopicClients.Identity(
            TestNetwork.NETWORK,
            new EnvelopeSigner(TestNetwork.NETWORK, sender, key),
            new TestNetwork.Keys());
    var observers =
        new TopicClients.Observers(
            new SimpleMeterRegistry(), new WallClock(), (_, _) -> {}, XtTracer.off());
    try (var broker = new KafkaBroker(settings, TestNetwork.properties(Map.of()));
        var clients = new TopicClients(identity, settings, broker, observers)) {
      assertThatThrownBy(() -> clients.read("votes", Set.of(Topic.VOTE), ReadFrom.end(), _ -> {}))
          .hasMessageContaining("sbcp.vote is not read by sequencer");
    }
  }

  @Test
  void saysWhatToDoWhenItCannotComeIn() {
    var servers = kafka.bootstrapServers();
    assertThat(reasonAt(servers, ScramUsers.client("sequencer", "wrong")))
        .contains("SaslAuthenticationException", "check the user, the password");
    assertThat(
            reasonAt(
                servers,
                Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-512")))
        .contains("sasl.jaas.config is missing");
    assertThat(reasonAt("127.0.0.1:" + Port.findFree().number(), Map.of()))
        .contains("check that the brokers run");
    assertThat(reasonAt("nonsense", Map.of())).contains("check spring.kafka.bootstrap-servers");
  }

  private static String reasonAt(String servers, Map<String, String> login) {
    try (var broker = new KafkaBroker(settings(servers, login), TestNetwork.properties(Map.of()))) {
      broker.open();
      throw new AssertionError("it came in");
    } catch (Exception e) {
      return Reason.of(e);
    }
  }

  private static boolean joins(String user, String group) throws Exception {
    try (var consumer = consumer(user, Optional.of(group))) {
      consumer.subscribe(List.of(Topic.SUPERBLOCK.topicName()));
      return may(() -> consumer.poll(SOON).isEmpty());
    }
  }

  /** Something that Kafka may refuse. */
  private interface Attempt {
    Object run() throws Exception;
  }

  private static boolean may(Attempt attempt) throws Exception {
    try {
      attempt.run();
      return true;
    } catch (AuthorizationException _) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) return false;
      throw e;
    }
  }

  private static List<String> names() {
    return Stream.of(Topic.values())
        .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterTopicName()))
        .toList();
  }

  private static KafkaProducer<byte[], byte[]> producer(String user) {
    return new KafkaProducer<>(settings(user).producer("test", SOON, 1));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String user, Optional<String> group) {
    var settings = new HashMap<>(settings(user).consumer("test"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    group.ifPresent(name -> settings.put(ConsumerConfig.GROUP_ID_CONFIG, name));
    return new KafkaConsumer<>(settings);
  }

  private static ClientSettings settings(String user) {
    return settings(kafka.bootstrapServers(), ScramUsers.client(user, passwordOf(user)));
  }

  private static ClientSettings settings(String servers, Map<String, String> login) {
    var properties = new KafkaProperties();
    properties.getProperties().putAll(login);
    KafkaConnectionDetails connection = () -> List.of(servers);
    return new ClientSettings(properties, connection, new Sender.Sequencer(new ChainId(77777)));
  }

  private static String passwordOf(String user) {
    return user + "-secret";
  }
}
