package network.superblock.embedded.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import network.superblock.embedded.Port;

/** The server properties of a single broker that is its own controller. */
final class ServerSettings {

  private static final String HOST = "127.0.0.1";
  // A record value of 9 MiB, the largest that a topic of the network takes, with its batch around
  // it.
  private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  private ServerSettings() {}

  static String address(Port port) {
    return HOST + ":" + port.number();
  }

  /** Of a broker whose clients log in: as one of {@code users}. */
  static Properties of(Path log, Port broker, Port controller, Map<String, String> users) {
    var settings = of(log, broker, controller);
    if (!users.isEmpty()) settings.putAll(login(broker, controller, users));
    return settings;
  }

  private static Map<String, String> login(
      Port broker, Port controller, Map<String, String> users) {
    var admin = KafkaOptions.ADMIN;
    return Map.of(
        "listeners",
        "SASL_PLAINTEXT://" + address(broker) + ",CONTROLLER://" + address(controller),
        "advertised.listeners",
        "SASL_PLAINTEXT://" + address(broker),
        "listener.security.protocol.map",
        "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "SASL_PLAINTEXT",
        "sasl.enabled.mechanisms",
        ScramUsers.MECHANISM,
        "sasl.mechanism.inter.broker.protocol",
        ScramUsers.MECHANISM,
        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
        ScramUsers.login(admin, users.getOrDefault(admin, "")),
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        // On the controller's listener the broker speaks with itself alone, and has no name there.
        "super.users",
        "User:" + admin + ";User:ANONYMOUS");
  }

  private static Properties of(Path log, Port broker, Port controller) {
    var settings = new Properties();
    settings.putAll(quorum(broker, controller));
    settings.putAll(restart());
    settings.putAll(singleReplica());
    settings.putAll(storage(log));
    settings.putAll(footprint());
    return settings;
  }

  private static Map<String, String> quorum(Port broker, Port controller) {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", "1",
        "controller.quorum.voters", "1@" + address(controller),
        "listeners", "PLAINTEXT://" + address(broker) + ",CONTROLLER://" + address(controller),
        "advertised.listeners", "PLAINTEXT://" + address(broker),
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name", "PLAINTEXT",
        "controller.listener.names", "CONTROLLER");
  }

  // After a hard kill the controller admits the broker again only when its old session is over:
  // with Kafka's own nine seconds a restart takes thirteen. Yet a machine that stops for seconds
  // under load must not lose its only broker.
  private static Map<String, String> restart() {
    return Map.of(
        "broker.session.timeout.ms", "5000",
        "broker.heartbeat.interval.ms", "500",
        "group.initial.rebalance.delay.ms", "0");
  }

  private static Map<String, String> singleReplica() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  // A network that was stopped for a month continues where it was: neither records nor the offsets
  // of groups expire, unless a topic asks for it.
  private static Map<String, String> storage(Path log) {
    return Map.of(
        "log.dirs", log.toString(),
        "auto.create.topics.enable", "false",
        "message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES),
        "log.retention.ms", "-1",
        "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
  }

  // Defaults are for a machine of its own: fifty partitions for offsets, 128 MiB for the cleaner.
  private static Map<String, String> footprint() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.num.partitions", "1",
        "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024),
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "metric.reporters", "");
  }
}
