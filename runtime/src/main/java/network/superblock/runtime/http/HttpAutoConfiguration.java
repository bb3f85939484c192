package network.superblock.runtime.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import tools.jackson.databind.json.JsonMapper;

/** Problems, event streams, body limits, CORS and the protocol's values in JSON. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties({HttpProperties.class, CorsProperties.class})
public class HttpAutoConfiguration {

  static {
    ProtocolSchemas.register();
  }

  @Bean
  ProtocolJson protocolJson() {
    return new ProtocolJson();
  }

  @Bean
  ProblemResponder problemResponder(JsonMapper json) {
    return new ProblemResponder(json);
  }

  @Bean
  BodyLimit bodyLimit(HttpProperties properties) {
    return new BodyLimit(properties.maxBody());
  }

  @Bean
  KeepAliveReads keepAliveReads() {
    return new KeepAliveReads();
  }

  @Bean
  EventStreams eventStreams(HttpProperties properties) {
    return new EventStreams(properties.keepAlive());
  }

  // Before every other filter: a page can read a refusal only if it carries these headers too.
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  CorsWebFilter corsFilter(CorsProperties properties) {
    var allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(properties.allowedOrigins());
    allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
    allowed.setAllowedHeaders(List.of("*"));
    allowed.setExposedHeaders(List.of("Location", "Retry-After"));
    allowed.setMaxAge(Duration.ofHours(1));
    var source = new UrlBasedCorsConfigurationSource();
    // A service that names no page says nothing of CORS at all, and a browser refuses by itself.
    if (!properties.allowedOrigins().isEmpty()) source.registerCorsConfiguration("/**", allowed);
    return new CorsWebFilter(source);
  }
}
