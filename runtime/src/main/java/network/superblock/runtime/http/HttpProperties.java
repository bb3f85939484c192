package network.superblock.runtime.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the REST surface.
 *
 * @param maxBody the largest request body that is read
 * @param keepAlive how often a silent event stream gets a comment, and looks for events that
 *     another replica recorded
 */
@ConfigurationProperties("superblock.http")
public record HttpProperties(
    @DefaultValue("1MB") DataSize maxBody, @DefaultValue("10s") Duration keepAlive) {

  public HttpProperties {
    if (!keepAlive.isPositive()) throw new IllegalArgumentException("keep-alive must be positive");
  }
}
