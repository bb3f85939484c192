package network.superblock.runtime.jsonrpc;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;
import reactor.core.publisher.Mono;

/**
 * Stands between a service and one node: a call ends in time, a node that is away is left alone for
 * a while, and a call that may be repeated is. A node's own errors pass: it has answered.
 */
public final class CallGuard {

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LEAVE_ALONE = Duration.ofSeconds(2);

  private final String name;
  private final TimeLimiter timeLimiter;
  private final CircuitBreaker circuitBreaker;
  private final Retry retry;

  /** Where guards are made and measured; an operator's own settings of a name go before ours. */
  public record Registries(
      TimeLimiterRegistry timeLimiters,
      CircuitBreakerRegistry circuitBreakers,
      RetryRegistry retries) {

    /** Without an operator. */
    public static Registries defaults() {
      return new Registries(
          TimeLimiterRegistry.ofDefaults(),
          CircuitBreakerRegistry.ofDefaults(),
          RetryRegistry.ofDefaults());
    }
  }

  /**
   * Makes a guard.
   *
   * @param name names the node in metrics and messages
   * @param timeout of one attempt
   */
  public CallGuard(String name, Duration timeout, Registries registries) {
    this.name = name;
    this.timeLimiter =
        registries
            .timeLimiters()
            .timeLimiter(name, TimeLimiterConfig.custom().timeoutDuration(timeout).build());
    this.circuitBreaker =
        registries
            .circuitBreakers()
            .circuitBreaker(
                name,
                CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .waitDurationInOpenState(LEAVE_ALONE)
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .ignoreException(CallGuard::isAnswer)
                    .build());
    this.retry =
        registries
            .retries()
            .retry(
                name,
                RetryConfig.custom()
                    .maxAttempts(ATTEMPTS)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT))
                    .retryOnException(CallGuard::mayPass)
                    .build());
  }

  /**
   * Guards a call that changes nothing, or nothing more when it is repeated.
   *
   * @return fails with an {@link UnavailableException} when the node does not answer
   */
  public <T> Mono<T> repeatable(Mono<T> call) {
    return limited(call)
        .transformDeferred(RetryOperator.of(retry))
        .onErrorMap(CallGuard::isOutage, this::unavailable);
  }

  /**
   * Guards a call that is made at most once. After an {@link UnavailableException} nobody knows
   * whether it was.
   */
  public <T> Mono<T> once(Mono<T> call) {
    return limited(call).onErrorMap(CallGuard::isOutage, this::unavailable);
  }

  private <T> Mono<T> limited(Mono<T> call) {
    return call.transformDeferred(TimeLimiterOperator.of(timeLimiter))
        .transformDeferred(CircuitBreakerOperator.of(circuitBreaker));
  }

  private UnavailableException unavailable(Throwable failure) {
    return new UnavailableException(name + " does not answer: " + Reason.of(failure), failure);
  }

  private static boolean mayPass(Throwable failure) {
    return isOutage(failure) && !(failure instanceof CallNotPermittedException);
  }

  private static boolean isOutage(Throwable failure) {
    return !isAnswer(failure);
  }

  private static boolean isAnswer(Throwable failure) {
    return failure instanceof JsonRpcException
        || failure instanceof MalformedResponseException
        || failure instanceof IllegalArgumentException;
  }
}
