package network.superblock.wire;

import java.util.regex.Pattern;
import network.superblock.protocol.ChainId;

/** Who wrote a message; on the wire {@code role/name}. */
public sealed interface Sender {

  Role role();

  /** A replica's name, or a sequencer's chain ID in decimal. */
  String name();

  /** The sender id on the wire. */
  default String id() {
    return role().wireName() + "/" + name();
  }

  /** The sequencer of one rollup. */
  record Sequencer(ChainId chain) implements Sender {

    @Override
    public Role role() {
      return Role.SEQUENCER;
    }

    @Override
    public String name() {
      return chain.toString();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  /**
   * One replica of a publisher's service.
   *
   * @param name 1 to 64 letters, digits, dots, hyphens and underscores; the leader's name in its
   *     claim
   */
  record Publisher(Role role, String name) implements Sender {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Publisher {
      if (role == Role.SEQUENCER)
        throw new IllegalArgumentException("a sequencer is no publisher service");
      if (!NAME.matcher(name).matches())
        throw new IllegalArgumentException("not a sender's name: " + name);
    }

    @Override
    public String toString() {
      return id();
    }
  }

  /**
   * Reads a sender id.
   *
   * @throws IllegalArgumentException if {@code id} is not the one spelling of a sender
   */
  static Sender parse(String id) {
    int slash = id.indexOf('/');
    if (slash < 0 || id.length() > 128) throw notASender(id);
    var role = Role.named(id.substring(0, slash)).orElseThrow(() -> notASender(id));
    var name = id.substring(slash + 1);
    var sender =
        role == Role.SEQUENCER ? new Sequencer(chainNamed(name)) : new Publisher(role, name);
    if (!sender.id().equals(id)) throw notASender(id);
    return sender;
  }

  private static ChainId chainNamed(String name) {
    return new ChainId(Long.parseLong(name));
  }

  private static IllegalArgumentException notASender(String id) {
    return new IllegalArgumentException("not a sender: " + id);
  }
}
