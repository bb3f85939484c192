package network.superblock.cli.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.cli.RefusedException;
import network.superblock.cli.UnreachableException;
import network.superblock.cli.topic.Broker;
import network.superblock.wire.Topic;
import network.superblock.wire.signature.SigningKey;
import tools.jackson.databind.json.JsonMapper;

/** Looks at what a network stands on and says what is wrong and what to do. */
public final class Doctor {

  private static final Duration TOLERATED = Duration.ofMillis(500);

  private Doctor() {}

  /** The brokers, and that each topic is there with partitions as it needs them. */
  public static List<Finding> kafka(Broker broker) {
    var place = "kafka " + broker.bootstrapServers();
    try {
      var topics = broker.topics();
      var findings = new ArrayList<Finding>();
      findings.add(Finding.good(place, "answers, has %d topics".formatted(topics.size())));
      for (var topic : Topic.values()) {
        var found = topics.get(topic.topicName());
        if (found == null)
          findings.add(
              Finding.bad(
                  topic.topicName(),
                  "is missing",
                  "start a service that may create it, or create it"));
        else if (topic.isTotalOrder() && found.partitions().size() != 1)
          findings.add(
              Finding.bad(
                  topic.topicName(),
                  "has %d partitions".formatted(found.partitions().size()),
                  "it is one total order: create it anew with one partition"));
      }
      return findings;
    } catch (UnreachableException e) {
      return List.of(Finding.bad(place, "does not answer", String.valueOf(e.getMessage())));
    }
  }

  /** A service's readiness, with what it lacks. */
  public static Finding service(Service service) {
    var place = service.name() + " " + service.at();
    try {
      service.get("/actuator/health/readiness");
      return Finding.good(place, "is ready");
    } catch (RefusedException e) {
      return Finding.bad(place, "is not ready", String.valueOf(e.getMessage()));
    } catch (UnreachableException e) {
      return Finding.bad(place, "does not answer", String.valueOf(e.getMessage()));
    }
  }

  /** An Ethereum node, and how old its newest block is against this machine's clock. */
  public static Finding node(String name, Service node, Instant now) {
    var place = name + " " + node.at();
    var question = JsonMapper.shared().createObjectNode();
    question.put("jsonrpc", "2.0").put("id", 1).put("method", "eth_getBlockByNumber");
    question.putArray("params").add("latest").add(false);
    try {
      var block = node.post("", question).path("result");
      if (!block.isObject())
        return Finding.bad(place, "has no latest block", "is this a JSON-RPC endpoint?");
      var time = Instant.ofEpochSecond(Long.decode(block.path("timestamp").asString("0x0")));
      var ahead = Duration.between(now, time);
      return ahead.compareTo(TOLERATED) > 0
          ? Finding.bad(
              place,
              "is %d s ahead of this machine".formatted(ahead.toSeconds()),
              "synchronise the clocks: every service of a network must agree on the time")
          : Finding.good(
              place,
              "block %d, %d s old"
                  .formatted(
                      Long.decode(block.path("number").asString("0x0")),
                      Math.max(0, ahead.negated().toSeconds())));
    } catch (RefusedException | UnreachableException e) {
      return Finding.bad(place, "does not answer", String.valueOf(e.getMessage()));
    }
  }

  /** A database, as a JDBC URL with its user and password. */
  public static Finding postgres(String url) {
    var place = "postgres";
    try (var connection = DriverManager.getConnection(url)) {
      var version = connection.getMetaData().getDatabaseProductVersion();
      return Finding.good(place, "answers, version " + version);
    } catch (SQLException e) {
      return Finding.bad(
          place, String.valueOf(e.getMessage()), "check host, port, user, password and database");
    }
  }

  /** A signing key's file. */
  public static Finding key(Path file) {
    try {
      var address = SigningKey.read(file).address();
      var open =
          Files.getPosixFilePermissions(file).stream()
              .anyMatch(permission -> !permission.name().startsWith("OWNER"));
      return open
          ? Finding.bad(file.toString(), "is open to others", "chmod 600 " + file)
          : Finding.good(file.toString(), "is the key of " + address);
    } catch (IOException | IllegalArgumentException e) {
      return Finding.bad(
          file.toString(), "is no signing key", "superblock keys generate makes one");
    }
  }
}
