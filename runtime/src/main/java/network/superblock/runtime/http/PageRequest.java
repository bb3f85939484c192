package network.superblock.runtime.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most
 * @param after the last item that was seen; empty for the first page
 */
public record PageRequest(int limit, Optional<Cursor> after) {

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  /**
   * Reads the query parameters {@code limit} and {@code cursor}, either of which may be absent.
   *
   * @throws ProblemException if one of them is not valid
   */
  public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
    if (limit != null && (limit < 1 || limit > MAX_LIMIT))
      throw ProblemType.INVALID_PARAMETER.exception("limit must lie between 1 and " + MAX_LIMIT);
    return new PageRequest(
        limit == null ? DEFAULT_LIMIT : limit, Optional.ofNullable(cursor).map(Cursor::parse));
  }

  /** How many items to fetch, so that {@link Page#of} sees whether there are more. */
  public int fetch() {
    return limit + 1;
  }
}
