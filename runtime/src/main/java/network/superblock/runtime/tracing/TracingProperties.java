package network.superblock.runtime.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the spans go.
 *
 * @param endpoint a collector's OTLP/HTTP address, {@code http://host:4318/v1/traces}; nothing is
 *     traced without one
 * @param sampleRatio the part of the xTs that is traced, 0 to 1; every service picks the same ones
 */
@ConfigurationProperties("superblock.tracing")
public record TracingProperties(@Nullable URI endpoint, @DefaultValue("1.0") double sampleRatio) {

  public TracingProperties {
    if (!(sampleRatio >= 0 && sampleRatio <= 1))
      throw new IllegalArgumentException("the sample ratio must lie between 0 and 1");
    if (endpoint != null && !isWeb(endpoint))
      throw new IllegalArgumentException(
          "the tracing endpoint must be an http(s) address such as http://host:4318/v1/traces");
  }

  private static boolean isWeb(URI address) {
    return address.getHost() != null
        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
  }
}
