package network.superblock.xtqueue.http;

import java.util.List;
import network.superblock.runtime.http.ProblemType;
import network.superblock.runtime.lifecycle.DependencyWatch;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers that the service is not there yet until its tables are. */
@Component
class StoreGate implements WebFilter {

  private final List<DependencyWatch> stores;

  StoreGate(List<DependencyWatch> dependencies) {
    this.stores = dependencies.stream().filter(watch -> watch.name().equals("postgres")).toList();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return isOpen() || !exchange.getRequest().getPath().value().startsWith("/api/")
        ? chain.filter(exchange)
        : Mono.error(ProblemType.UNAVAILABLE.exception("postgres has not been reached yet"));
  }

  private boolean isOpen() {
    return stores.stream().allMatch(watch -> watch.opened().toCompletableFuture().isDone());
  }
}
