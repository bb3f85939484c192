package network.superblock.cli.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A key that services know by its hash. Never part of a text. */
public record ApiKey(String value) {

  private static final String PREFIX = "sbk_";
  private static final int BYTES = 32;

  /**
   * A key as it was generated or given.
   *
   * @throws IllegalArgumentException if it cannot stand in a header
   */
  public ApiKey {
    if (value.isEmpty() || !value.chars().allMatch(letter -> letter > ' ' && letter < 0x7f))
      throw new IllegalArgumentException("an API key is one word");
  }

  public static ApiKey generate(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** As it stands in the services' file of keys. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(US_ASCII));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "an API key";
  }
}
