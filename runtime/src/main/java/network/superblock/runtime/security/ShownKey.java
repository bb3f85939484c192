package network.superblock.runtime.security;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The key that a request shows, as {@code Authorization: Bearer <key>}. */
final class ShownKey {

  static final String SCHEME = "Bearer";

  private static final String PREFIX = SCHEME + " ";

  private ShownKey() {}

  static Optional<String> of(ServerHttpRequest request) {
    return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
        .map(value -> value.substring(PREFIX.length()).strip())
        .filter(key -> !key.isEmpty());
  }
}
