package network.superblock.runtime.security;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import network.superblock.runtime.http.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts what each caller writes, by its key or else by its address: also those who try keys. It
 * keeps a bounded number of counts.
 */
final class RateLimits implements WebFilter {

  static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Callers callers;
  private final Supplier<ApiKeys> keys;
  private final RateLimiterConfig perAddress;
  private final RateLimiterConfig perKey;
  private final Map<String, AtomicRateLimiter> counts;

  RateLimits(LimitProperties limit, Supplier<ApiKeys> keys) {
    this.callers = new Callers(limit.trustedProxies());
    this.keys = keys;
    this.perAddress = config(limit.perAddress(), limit.period());
    this.perKey = config(limit.perKey(), limit.period());
    this.counts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, AtomicRateLimiter> eldest) {
            return size() > limit.callers();
          }
        };
  }

  private static RateLimiterConfig config(int requests, Duration period) {
    return RateLimiterConfig.custom()
        .limitForPeriod(requests)
        .limitRefreshPeriod(period)
        .timeoutDuration(Duration.ZERO)
        .build();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (READING.contains(exchange.getRequest().getMethod())) return chain.filter(exchange);
    var count = countOf(exchange);
    if (count.acquirePermission()) return chain.filter(exchange);
    var wait = Duration.ofNanos(Math.max(0, count.getDetailedMetrics().getNanosToWait()));
    // A second at least, and never too short.
    var seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return Mono.error(
        ProblemType.RATE_LIMITED.exception(
            "%d requests in %s are the limit; the next is taken in %d s"
                .formatted(
                    count.getRateLimiterConfig().getLimitForPeriod(),
                    count.getRateLimiterConfig().getLimitRefreshPeriod(),
                    seconds)));
  }

  int size() {
    synchronized (counts) {
      return counts.size();
    }
  }

  private AtomicRateLimiter countOf(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    Optional<ApiKey> key = ShownKey.of(request).flatMap(shown -> keys.get().find(shown));
    var config = key.isPresent() ? perKey : perAddress;
    var caller =
        key.map(known -> "key " + known.name()).orElseGet(() -> callers.addressOf(request));
    synchronized (counts) {
      return counts.computeIfAbsent(caller, name -> new AtomicRateLimiter(name, config));
    }
  }
}
