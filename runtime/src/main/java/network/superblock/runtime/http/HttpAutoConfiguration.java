package network.superblock.runtime.http;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Problems, event streams, body limits and the protocol's values in JSON. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(HttpProperties.class)
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
}
