package network.superblock.runtime.security;

import network.superblock.runtime.http.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers as all refusals are: with a problem that says what would be right. */
final class SecurityProblems implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, ShownKey.SCHEME);
    var detail =
        ShownKey.of(exchange.getRequest()).isPresent()
            ? "The API key is not in force here"
            : "This needs an API key: Authorization: Bearer <key>";
    return Mono.error(ProblemType.UNAUTHORIZED.exception(detail));
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
    return exchange
        .getPrincipal()
        .map(holder -> "The key " + holder.getName() + " has no role that may do this")
        .defaultIfEmpty("The key has no role that may do this")
        .flatMap(detail -> Mono.error(ProblemType.FORBIDDEN.exception(detail)));
  }
}
