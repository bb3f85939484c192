package network.superblock.embedded.postgres;

import java.nio.file.Path;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Port;

/**
 * How to start a Postgres server.
 *
 * @param data where the databases are kept; one server at a time may use a directory
 * @param port where clients connect; fixed, when clients must find the server again after a restart
 */
public record PostgresOptions(DataDirectory data, Port port) {

  /** A server that forgets everything when it closes, on a free port. */
  public static PostgresOptions temporary() {
    return new PostgresOptions(DataDirectory.temporary(), Port.FREE);
  }

  /** A server that continues from what the directory holds, on a free port. */
  public static PostgresOptions keptIn(Path directory) {
    return new PostgresOptions(DataDirectory.kept(directory), Port.FREE);
  }

  public PostgresOptions on(Port other) {
    return new PostgresOptions(data, other);
  }
}
