package network.superblock.embedded.kafka;

import java.nio.file.Path;
import java.util.Map;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Port;

/**
 * How to start a broker.
 *
 * @param data where the log is kept; one broker at a time may use a directory
 * @param port where clients connect; fixed, when clients must find the broker again after a restart
 * @param users who may log in, by SCRAM-SHA-512, with their passwords; nobody needs to when empty
 */
public record KafkaOptions(DataDirectory data, Port port, Map<String, String> users) {

  /** The user that may do everything where users must log in; all others need ACLs. */
  public static final String ADMIN = "admin";

  public KafkaOptions {
    users = Map.copyOf(users);
    if (!users.isEmpty() && !users.containsKey(ADMIN))
      throw new IllegalArgumentException("without the user " + ADMIN + " nobody could set ACLs");
  }

  /** A broker that forgets everything when it closes, on a free port. */
  public static KafkaOptions temporary() {
    return new KafkaOptions(DataDirectory.temporary(), Port.FREE, Map.of());
  }

  /** A broker that continues from what the directory holds, on a free port. */
  public static KafkaOptions keptIn(Path directory) {
    return new KafkaOptions(DataDirectory.kept(directory), Port.FREE, Map.of());
  }

  public KafkaOptions on(Port other) {
    return new KafkaOptions(data, other, users);
  }

  /** Only users come in, over SASL, and do what an ACL lets them. */
  public KafkaOptions withUsers(Map<String, String> passwords) {
    return new KafkaOptions(data, port, passwords);
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "KafkaOptions[" + data + ", " + port + ", users " + users.keySet() + "]";
  }
}
