package network.superblock.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the {@code cursor} of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page that was asked for.
   *
   * @param fetched up to {@link PageRequest#fetch} items
   * @param key an item's place in the list
   */
  public static <T> Page<T> of(
      List<T> fetched, PageRequest request, Function<? super T, Cursor> key) {
    if (fetched.size() <= request.limit()) return new Page<>(fetched, null);
    var items = fetched.subList(0, request.limit());
    return new Page<>(items, key.apply(items.getLast()).text());
  }
}
