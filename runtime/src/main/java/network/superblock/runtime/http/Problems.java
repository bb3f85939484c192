package network.superblock.runtime.http;

import java.util.Objects;
import java.util.Optional;
import network.superblock.runtime.lifecycle.Outage;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Which problem a failure is to the caller. Nothing of the failure itself leaks but its reason. */
final class Problems {

  private Problems() {}

  /** The problem to answer with; empty when the failure is the service's own fault. */
  static Optional<ProblemDetail> of(Throwable failure) {
    if (failure instanceof ProblemException problem) return Optional.of(problem.getBody());
    if (isTooLarge(failure))
      return Optional.of(ProblemType.BODY_TOO_LARGE.detail("The body exceeds the limit"));
    if (Outage.is(failure))
      return Optional.of(ProblemType.UNAVAILABLE.detail("Try again in a moment"));
    if (failure instanceof ServerWebInputException input) return Optional.of(ofInput(input));
    if (failure instanceof ErrorResponse response) return ofStatus(response);
    return Optional.empty();
  }

  private static ProblemDetail ofInput(ServerWebInputException input) {
    var json = cause(input, JacksonException.class);
    if (json.isPresent()) return ProblemType.MALFORMED_BODY.detail(BodyReading.explain(json.get()));
    var parameter = input.getMethodParameter();
    if (input instanceof MissingRequestValueException missing)
      return ProblemType.INVALID_PARAMETER.detail(missing.getName() + " is missing");
    if (parameter == null || parameter.hasParameterAnnotation(RequestBody.class))
      return ProblemType.MALFORMED_BODY.detail("The body is missing or cannot be read");
    return ProblemType.INVALID_PARAMETER.detail(
        parameter.getParameterName() + " is not valid" + ownWords(input));
  }

  private static String ownWords(Throwable failure) {
    return cause(failure, IllegalArgumentException.class)
        .map(Throwable::getMessage)
        .filter(words -> !words.contains("java.") && !words.contains("network.superblock"))
        .map(words -> ": " + words)
        .orElse("");
  }

  private static Optional<ProblemDetail> ofStatus(ErrorResponse response) {
    return typeOf(response.getStatusCode())
        .map(type ->
            type.detail(Objects.requireNonNullElse(response.getBody().getDetail(), type.title())));
  }

  private static Optional<ProblemType> typeOf(HttpStatusCode status) {
    return switch (HttpStatus.resolve(status.value())) {
      case NOT_FOUND -> Optional.of(ProblemType.NOT_FOUND);
      case METHOD_NOT_ALLOWED -> Optional.of(ProblemType.METHOD_NOT_ALLOWED);
      case NOT_ACCEPTABLE -> Optional.of(ProblemType.NOT_ACCEPTABLE);
      case UNSUPPORTED_MEDIA_TYPE -> Optional.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      case TOO_MANY_REQUESTS -> Optional.of(ProblemType.RATE_LIMITED);
      case SERVICE_UNAVAILABLE -> Optional.of(ProblemType.UNAVAILABLE);
      case null, default ->
          status.is4xxClientError() ? Optional.of(ProblemType.BAD_REQUEST) : Optional.empty();
    };
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof ContentTooLargeException
        || cause(failure, DataBufferLimitException.class).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    for (var cause = failure; cause != null; cause = cause.getCause())
      if (kind.isInstance(cause)) return Optional.of(kind.cast(cause));
    return Optional.empty();
  }
}
