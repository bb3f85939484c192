package network.superblock.runtime.security;

import org.springframework.http.HttpMethod;

/**
 * What a request that writes needs.
 *
 * @param path a pattern as in Spring's mappings
 */
public record AccessRule(HttpMethod method, String path, Need need) {

  /** What is asked for. */
  public sealed interface Need {

    /** Nothing: users' own tools come here. */
    record Nothing() implements Need {}

    /** A key with this role. */
    record Key(Role role) implements Need {}

    /** A key that submits, unless the operator lets everybody submit. */
    record Submission() implements Need {}
  }

  public static AccessRule open(HttpMethod method, String path) {
    return new AccessRule(method, path, new Need.Nothing());
  }

  public static AccessRule needs(Role role, HttpMethod method, String path) {
    return new AccessRule(method, path, new Need.Key(role));
  }

  public static AccessRule submission(HttpMethod method, String path) {
    return new AccessRule(method, path, new Need.Submission());
  }
}
