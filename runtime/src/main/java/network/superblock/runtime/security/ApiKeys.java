package network.superblock.runtime.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The keys that are in force. Several at a time, so that one can follow another. */
record ApiKeys(List<ApiKey> keys) {

  static final ApiKeys NONE = new ApiKeys(List.of());

  ApiKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a file of keys: one a line; empty lines and comments from {@code #} count for nothing.
   *
   * @throws IllegalArgumentException naming the line that cannot be read; never showing it
   */
  static ApiKeys parse(String text) {
    var keys = new ArrayList<ApiKey>();
    var names = new HashSet<String>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) continue;
      try {
        var key = ApiKey.parse(line);
        if (!names.add(key.name()))
          throw new IllegalArgumentException("the name " + key.name() + " is there twice");
        keys.add(key);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (keys.isEmpty()) throw new IllegalArgumentException("it names no key");
    return new ApiKeys(keys);
  }

  /** The key that somebody shows. Looks at all of them, so that the time tells nothing. */
  Optional<ApiKey> find(String shown) {
    var hash = sha256(shown);
    Optional<ApiKey> found = Optional.empty();
    for (var key : keys) if (key.hasHash(hash)) found = Optional.of(key);
    return found;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names and roles. */
  @Override
  public String toString() {
    return keys.toString();
  }
}
