package network.superblock.embedded.postgres;

import network.superblock.embedded.Port;

/** One database and all that a client needs to connect to it. */
public record PostgresDatabase(Port port, String name) {

  /** Lower case, so that it means the same quoted and unquoted; 63 bytes are Postgres' limit. */
  private static final String NAME = "[a-z][a-z0-9_]{0,62}";

  public PostgresDatabase {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public String user() {
    return "postgres";
  }

  /** The server trusts everyone on loopback; this is for clients that insist on a password. */
  public String password() {
    return "postgres";
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port.number() + "/" + name;
  }

  public String r2dbcUrl() {
    return "r2dbc:postgresql://" + host() + ":" + port.number() + "/" + name;
  }
}
