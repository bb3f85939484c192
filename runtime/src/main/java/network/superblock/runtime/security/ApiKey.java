package network.superblock.runtime.security;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An API key as a service knows it: not the key, but its hash. A key is 32 random bytes, so that a
 * plain SHA-256 cannot be searched backwards, and costs nothing at each request.
 */
final class ApiKey {

  private static final String ALGORITHM = "sha256:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final String name;
  private final SortedSet<Role> roles;
  private final byte[] hash;

  private ApiKey(String name, SortedSet<Role> roles, byte[] hash) {
    this.name = name;
    this.roles = roles;
    this.hash = hash;
  }

  /**
   * Reads {@code <name> <role>[,<role>...] sha256:<hex>}.
   *
   * @throws IllegalArgumentException saying what is wrong, without the line
   */
  static ApiKey parse(String line) {
    var words = line.strip().split("\\s+", -1);
    if (words.length != 3)
      throw new IllegalArgumentException("a key is <name> <role>[,<role>...] sha256:<hex>");
    if (!NAME.matcher(words[0]).matches())
      throw new IllegalArgumentException("a key's name has letters, digits, '.', '_' and '-'");
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(words[1].split(",")).map(Role::of).forEach(roles::add);
    return new ApiKey(
        words[0], Collections.unmodifiableSortedSet(new TreeSet<>(roles)), hash(words[2]));
  }

  private static byte[] hash(String text) {
    if (!text.startsWith(ALGORITHM) || text.length() != ALGORITHM.length() + 64)
      throw new IllegalArgumentException("a key's hash is sha256: and 64 hex digits");
    return HexFormat.of().parseHex(text.substring(ALGORITHM.length()));
  }

  String name() {
    return name;
  }

  SortedSet<Role> roles() {
    return roles;
  }

  boolean may(Role role) {
    return roles.contains(role) || roles.contains(Role.ADMIN);
  }

  /** In the same time whatever the first difference is. */
  boolean hasHash(byte[] other) {
    return MessageDigest.isEqual(hash, other);
  }

  @Override
  public String toString() {
    return name + " " + roles.stream().map(Role::label).toList();
  }
}
