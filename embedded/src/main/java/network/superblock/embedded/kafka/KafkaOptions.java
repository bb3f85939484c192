package network.superblock.embedded.kafka;

import java.nio.file.Path;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Port;

/**
 * How to start a broker.
 *
 * @param data where the log is kept; one broker at a time may use a directory
 * @param port where clients connect; fixed, when clients must find the broker again after a restart
 */
public record KafkaOptions(DataDirectory data, Port port) {

  /** A broker that forgets everything when it closes, on a free port. */
  public static KafkaOptions temporary() {
    return new KafkaOptions(DataDirectory.temporary(), Port.FREE);
  }

  /** A broker that continues from what the directory holds, on a free port. */
  public static KafkaOptions keptIn(Path directory) {
    return new KafkaOptions(DataDirectory.kept(directory), Port.FREE);
  }

  public KafkaOptions on(Port other) {
    return new KafkaOptions(data, other);
  }
}
