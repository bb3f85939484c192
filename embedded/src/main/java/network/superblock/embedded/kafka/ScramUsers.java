package network.superblock.embedded.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How users log in where they must: SCRAM over loopback. */
public final class ScramUsers {

  static final String MECHANISM = "SCRAM-SHA-512";

  private ScramUsers() {}

  /** A client's {@code sasl.jaas.config}. */
  public static String login(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
            .formatted(user)
        + " password=\"%s\";".formatted(password);
  }

  /** A client's settings. */
  public static Map<String, String> client(String user, String password) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", MECHANISM);
    settings.put("sasl.jaas.config", login(user, password));
    return settings;
  }

  /** What makes a new log know the users. */
  static Stream<String> formatArguments(Map<String, String> users) {
    return new TreeMap<>(users)
        .entrySet().stream()
            .flatMap(user ->
                Stream.of(
                    "--add-scram",
                    MECHANISM
                        + "=[name=%s,password=%s]".formatted(user.getKey(), user.getValue())));
  }
}
