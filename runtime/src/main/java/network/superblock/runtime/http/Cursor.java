package network.superblock.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A place in a list, opaque to the caller: the sort key of the last item that was seen.
 *
 * @param key the service's own notation
 */
public record Cursor(String key) {

  /**
   * Reads a cursor that a page has named.
   *
   * @throws ProblemException if {@code text} is not a cursor
   */
  public static Cursor parse(String text) {
    try {
      return new Cursor(new String(Base64.getUrlDecoder().decode(text), UTF_8));
    } catch (IllegalArgumentException _) {
      throw invalid();
    }
  }

  public static Cursor of(long key) {
    return new Cursor(Long.toString(key));
  }

  /**
   * The key as the number that it was made of.
   *
   * @throws ProblemException if it was not made of a number
   */
  public long asLong() {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException _) {
      throw invalid();
    }
  }

  /** As the caller sees it. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  private static ProblemException invalid() {
    return ProblemType.INVALID_PARAMETER.exception("cursor is not one that a page has named");
  }
}
