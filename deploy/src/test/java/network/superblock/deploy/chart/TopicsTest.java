package network.superblock.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.superblock.deploy.Programs;
import network.superblock.runtime.kafka.TopicProperties;
import network.superblock.wire.Role;
import network.superblock.wire.Topic;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics that the chart's Job creates, its script really run, against the services' own. */
class TopicsTest {

  @TempDir private Path directory = Path.of("");

  private final SortedSet<String> acls = new TreeSet<>();

  private record Created(int partitions, int replicas, Map<String, String> configs) {}

  @Test
  void theTrialsTopicsAreThoseThatTheServicesWouldCreate() throws Exception {
    var properties =
        new TopicProperties(true, (short) 1, 1, Map.of(), Duration.ofDays(7), Duration.ofDays(30));
    assertThat(created(Chart.trial())).isEqualTo(definitions(properties));
  }

  @Test
  void theOperatorsPartitionsAndRetentionAreHeeded() throws Exception {
    var properties =
        new TopicProperties(
            true,
            (short) 3,
            2,
            Map.of("sbcp.vote", 16, "sbcp.mailbox", 16),
            Duration.ofDays(14),
            Duration.ofDays(30));
    assertThat(created(Chart.production())).isEqualTo(definitions(properties));
  }

  @Test
  void theJobLogsInAsTheValuesSay() throws Exception {
    var _ = created(Chart.production());
    assertThat(Files.readAllLines(directory.resolve("tmp/client.properties")))
        .containsExactly(
            "security.protocol=SASL_SSL",
            "sasl.mechanism=SCRAM-SHA-512",
            "sasl.jaas.config=login",
            "ssl.truststore.type=PEM",
            "ssl.truststore.location=" + directory + "/login/ca.crt",
            "ssl.keystore.type=PEM",
            "ssl.keystore.location=" + directory + "/tmp/client.pem");
    assertThat(directory.resolve("tmp/client.pem")).hasContent("key\ncertificate\n");
  }

  @Test
  void eachUserMayWhatItsServiceDoes() throws Exception {
    var _ = created(Chart.production());
    var expected = new TreeSet<String>();
    for (var role : Role.values()) {
      var user = role == Role.SEQUENCER ? "sequencer-901" : role.wireName();
      for (var topic : Topic.values()) {
        expected.add(user + " Describe " + topic.topicName());
        expected.add(user + " Describe " + topic.deadLetterTopicName());
        if (topic.writers().contains(role)) expected.add(user + " Write " + topic.topicName());
        if (!topic.readers().contains(role)) continue;
        expected.add(user + " Read " + topic.topicName());
        expected.add(user + " Write " + topic.deadLetterTopicName());
      }
    }
    for (var group : List.of("xt-queue-service", "block-store-service"))
      expected.add(group + " Read prefixed group example-mainnet-" + group + "-");
    assertThat(acls).isEqualTo(expected);
  }

  /** Each right that one call of Kafka's tool gives. */
  private static Set<String> rights(String... words) {
    var given = new TreeSet<String>();
    var operation = words[Arrays.asList(words).indexOf("--operation") + 1];
    for (var user : following("--allow-principal", words)) {
      var who = user.replace("User:", "") + " " + operation + " ";
      following("--topic", words).forEach(topic -> given.add(who + topic));
      for (var pattern : following("--resource-pattern-type", words))
        following("--group", words).forEach(group -> given.add(who + pattern + " group " + group));
    }
    return given;
  }

  private static List<String> following(String option, String... words) {
    return IntStream.range(1, words.length)
        .filter(at -> words[at - 1].equals(option))
        .mapToObj(at -> words[at])
        .toList();
  }

  /** What the script asks Kafka's tool for, which only writes its arguments down here. */
  private Map<String, Created> created(Chart.Rendered rendered) throws IOException {
    Files.createDirectories(directory.resolve("tmp"));
    var login = Files.createDirectories(directory.resolve("login"));
    Files.writeString(login.resolve("tls.key"), "key\n");
    Files.writeString(login.resolve("tls.crt"), "certificate\n");
    var script =
        rendered
            .named("ConfigMap", "one-superblock-topics")
            .at("/data/create.sh")
            .asString()
            .replace("/opt/kafka/bin/kafka-topics.sh", "echo")
            .replace("/opt/kafka/bin/kafka-acls.sh", "echo ACL")
            .replace("/etc/superblock/kafka", login.toString())
            .replace("/tmp/client", directory.resolve("tmp/client").toString());
    var file = Files.writeString(directory.resolve("create.sh"), script);
    var ended =
        Programs.runAnyway(
            directory,
            List.of(
                "env",
                "BOOTSTRAP_SERVERS=kafka:9092",
                "JAAS_CONFIG=login",
                "bash",
                file.toString()));
    assertThat(ended.code()).as(ended.output()).isZero();
    var created = new TreeMap<String, Created>();
    for (var line : ended.output().lines().toList()) {
      var words = line.split(" ", -1);
      if (words[0].equals("ACL")) acls.addAll(rights(words));
      else read(words, created);
    }
    return created;
  }

  private static void read(String[] arguments, Map<String, Created> into) {
    var options = new HashMap<String, String>();
    var configs = new TreeMap<String, String>();
    for (var i = 0; i + 1 < arguments.length; i++)
      if (arguments[i].equals("--config")) {
        var config = arguments[i + 1].split("=", 2);
        configs.put(config[0], config[1]);
      } else options.put(arguments[i], arguments[i + 1]);
    assertThat(Arrays.asList(arguments)).contains("--create", "--if-not-exists");
    into.put(
        options.get("--topic"),
        new Created(
            Integer.parseInt(options.get("--partitions")),
            Integer.parseInt(options.get("--replication-factor")),
            configs));
  }

  /** As KafkaBroker defines them, which is nobody else's business but this comparison's. */
  private static Map<String, Created> definitions(TopicProperties properties) throws Exception {
    var type = Class.forName("network.superblock.runtime.kafka.KafkaBroker");
    var constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    var broker = constructor.newInstance(null, properties);
    var define = type.getDeclaredMethod("definitions", Topic.class);
    define.setAccessible(true);
    var definitions = new TreeMap<String, Created>();
    for (var topic : Topic.values())
      ((Stream<?>) define.invoke(broker, topic))
          .map(NewTopic.class::cast)
          .forEach(each ->
              definitions.put(
                  each.name(),
                  new Created(
                      each.numPartitions(),
                      each.replicationFactor(),
                      new TreeMap<>(each.configs()))));
    return definitions;
  }
}
