package network.superblock.runtime.jsonrpc;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The registries that guards of calls are made by, so that each of them is measured. */
@AutoConfiguration(
    afterName = {
      "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
      "io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration",
      "io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterAutoConfiguration"
    })
public class JsonRpcAutoConfiguration {

  @Bean
  CallGuard.Registries callGuardRegistries(
      TimeLimiterRegistry timeLimiters,
      CircuitBreakerRegistry circuitBreakers,
      RetryRegistry retries) {
    return new CallGuard.Registries(timeLimiters, circuitBreakers, retries);
  }
}
