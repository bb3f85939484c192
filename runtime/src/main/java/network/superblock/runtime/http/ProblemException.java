package network.superblock.runtime.http;

import java.util.Objects;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request is refused with a problem. */
public final class ProblemException extends ErrorResponseException {

  private static final long serialVersionUID = 1;

  ProblemException(ProblemDetail problem) {
    super(HttpStatusCode.valueOf(problem.getStatus()), problem, null);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(getBody().getDetail(), "refused");
  }
}
