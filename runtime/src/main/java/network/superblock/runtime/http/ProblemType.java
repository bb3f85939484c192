package network.superblock.runtime.http;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * A kind of problem that the API answers with (RFC 9457). Its name is an API fact: clients branch
 * on it, so it never changes.
 *
 * @param name lower-case words with hyphens, one for each kind
 * @param title the same for every occurrence, for people
 */
public record ProblemType(String name, HttpStatus status, String title) {

  public static final ProblemType MALFORMED_BODY =
      new ProblemType("malformed-body", HttpStatus.BAD_REQUEST, "The body cannot be read");
  public static final ProblemType INVALID_PARAMETER =
      new ProblemType("invalid-parameter", HttpStatus.BAD_REQUEST, "A parameter is not valid");
  public static final ProblemType BAD_REQUEST =
      new ProblemType("bad-request", HttpStatus.BAD_REQUEST, "The request is not valid");
  public static final ProblemType UNAUTHORIZED =
      new ProblemType("unauthorized", HttpStatus.UNAUTHORIZED, "This needs an API key");
  public static final ProblemType FORBIDDEN =
      new ProblemType("forbidden", HttpStatus.FORBIDDEN, "The API key may not do this");
  public static final ProblemType NOT_FOUND =
      new ProblemType("not-found", HttpStatus.NOT_FOUND, "There is no such thing");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType(
          "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType(
          "not-acceptable", HttpStatus.NOT_ACCEPTABLE, "There is no such representation");
  public static final ProblemType EVENTS_GONE =
      new ProblemType("events-gone", HttpStatus.GONE, "These events are not kept any more");
  public static final ProblemType BODY_TOO_LARGE =
      new ProblemType("body-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType(
          "unsupported-media-type",
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "The body's media type is not supported");
  public static final ProblemType RATE_LIMITED =
      new ProblemType("rate-limited", HttpStatus.TOO_MANY_REQUESTS, "Too many requests");
  public static final ProblemType UNAVAILABLE =
      new ProblemType(
          "unavailable",
          HttpStatus.SERVICE_UNAVAILABLE,
          "Something that the service depends on does not answer");
  public static final ProblemType INTERNAL =
      new ProblemType(
          "internal", HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be served");

  /** The {@code type} member. */
  public URI uri() {
    return URI.create("urn:superblock:problem:" + name);
  }

  /**
   * One occurrence of the problem.
   *
   * @param detail what is wrong with this very request and what would be right, for people
   */
  public ProblemDetail detail(String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(uri());
    problem.setTitle(title);
    return problem;
  }

  /** The answer to a request that is refused. */
  public ResponseEntity<ProblemDetail> response(String detail) {
    return response(detail, Map.of());
  }

  /** The answer with members of its own beside the standard ones. */
  public ResponseEntity<ProblemDetail> response(String detail, Map<String, ?> members) {
    var problem = detail(detail);
    members.forEach(problem::setProperty);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** For refusing deep inside, where no answer can be returned. */
  public ProblemException exception(String detail) {
    return new ProblemException(detail(detail));
  }
}
