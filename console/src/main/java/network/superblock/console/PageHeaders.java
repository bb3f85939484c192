package network.superblock.console;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What the page may do in a browser: run its own scripts and call the services that it names. So
 * text from the network can never become a script, nor be sent elsewhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageHeaders implements WebFilter {

  private final String policy;

  PageHeaders(ConsoleProperties properties) {
    var services =
        properties.addresses().stream()
            .map(address -> address.getScheme() + "://" + address.getRawAuthority())
            .distinct();
    var connect = Stream.concat(Stream.of("'self'"), services).collect(joining(" "));
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
            + connect
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var response = exchange.getResponse();
    // Last of all, since a handler of static files has its own idea of caching.
    response.beforeCommit(() ->
        Mono.fromRunnable(() -> {
          var headers = response.getHeaders();
          headers.set("Content-Security-Policy", policy);
          headers.set("X-Content-Type-Options", "nosniff");
          headers.set("X-Frame-Options", "DENY");
          headers.set("Referrer-Policy", "no-referrer");
          // The files are small, and a new version must not meet a part of the old one.
          headers.setCacheControl(CacheControl.noCache());
        }));
    return chain.filter(exchange);
  }
}
