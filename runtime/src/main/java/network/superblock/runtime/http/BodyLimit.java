package network.superblock.runtime.http;

import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a body that says it is too large before any of it is read. */
final class BodyLimit implements WebFilter {

  private final DataSize maxBody;

  BodyLimit(DataSize maxBody) {
    this.maxBody = maxBody;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var announced = exchange.getRequest().getHeaders().getContentLength();
    return announced <= maxBody.toBytes()
        ? chain.filter(exchange)
        : Mono.error(
            ProblemType.BODY_TOO_LARGE.exception(
                "The body has " + announced + " bytes; the limit is " + maxBody.toBytes()));
  }
}
