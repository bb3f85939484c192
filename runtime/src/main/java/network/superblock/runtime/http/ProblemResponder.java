package network.superblock.runtime.http;

import java.net.URI;
import java.util.UUID;
import network.superblock.runtime.lifecycle.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failed request with a problem detail (RFC 9457). The service's own faults are
 * logged under a reference, and the reference is all that the caller gets.
 */
final class ProblemResponder implements WebExceptionHandler, Ordered {

  private static final Logger log = LoggerFactory.getLogger(ProblemResponder.class);

  private final JsonMapper json;
  private final Unavailability unavailable = new Unavailability();

  ProblemResponder(JsonMapper json) {
    this.json = json;
  }

  /** Before Spring Boot's own. */
  @Override
  public int getOrder() {
    return -2;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    var response = exchange.getResponse();
    if (response.isCommitted()) return Mono.error(failure);
    var problem = Problems.of(failure).orElseGet(() -> internal(exchange, failure));
    if (Outage.is(failure)) unavailable.tell(failure);
    if (problem.getInstance() == null)
      problem.setInstance(URI.create(exchange.getRequest().getURI().getRawPath()));
    response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
    var headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (mayPass(problem) && !headers.containsHeader(HttpHeaders.RETRY_AFTER))
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    if (failure instanceof MethodNotAllowedException method)
      headers.setAllow(method.getSupportedMethods());
    var body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    return response.writeWith(Mono.just(body));
  }

  private static boolean mayPass(ProblemDetail problem) {
    return problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()
        || problem.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value();
  }

  private static ProblemDetail internal(ServerWebExchange exchange, Throwable failure) {
    var reference = UUID.randomUUID().toString();
    var request = exchange.getRequest();
    log.error(
        "{} {} failed, reference {}", request.getMethod(), request.getPath(), reference, failure);
    var problem = ProblemType.INTERNAL.detail("The operator finds the reason by the reference");
    problem.setProperty("reference", reference);
    return problem;
  }
}
