package network.superblock.wire.envelope;

import java.util.regex.Pattern;

/** A network's name; it keeps one network's records out of another. */
public record NetworkId(String value) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  public NetworkId {
    if (!NAME.matcher(value).matches())
      throw new IllegalArgumentException(
          "a network id is 1 to 64 lower-case letters, digits, dots and hyphens: " + value);
  }

  @Override
  public String toString() {
    return value;
  }
}
