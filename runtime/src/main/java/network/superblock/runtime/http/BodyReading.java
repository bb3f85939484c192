package network.superblock.runtime.http;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Why a JSON body could not be read, in the words of the API and not of its code. */
final class BodyReading {

  private BodyReading() {}

  static String explain(JacksonException failure) {
    if (failure instanceof StreamReadException) return "The body is not JSON" + place(failure);
    if (failure instanceof DatabindException) return explainValue(failure);
    return "The body cannot be read" + place(failure);
  }

  private static String explainValue(JacksonException failure) {
    var field = path(failure);
    var subject = field.isEmpty() ? "The body" : "The value of " + field;
    // Our own values say what is wrong with them.
    return ownWords(failure)
        .map(words -> subject + " is not valid: " + words)
        .orElse(subject + " is missing, unknown or of a wrong kind" + place(failure));
  }

  private static Optional<String> ownWords(Throwable failure) {
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause())
      if (cause instanceof IllegalArgumentException && cause.getMessage() != null)
        return Optional.of(cause.getMessage());
    return Optional.empty();
  }

  private static String path(JacksonException failure) {
    var path =
        failure.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
            .collect(joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }

  private static String place(JacksonException failure) {
    var location = failure.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
