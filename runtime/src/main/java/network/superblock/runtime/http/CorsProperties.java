package network.superblock.runtime.http;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call the service from a browser.
 *
 * @param allowedOrigins such as {@code https://console.example.org}, without a path; none by
 *     default. There is no wildcard: a page of anybody's could use what its reader may reach
 */
@ConfigurationProperties("superblock.cors")
public record CorsProperties(@DefaultValue({}) List<String> allowedOrigins) {

  public CorsProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (var origin : allowedOrigins)
      if (!isOrigin(origin))
        throw new IllegalArgumentException(
            "superblock.cors.allowed-origins: an origin is http(s)://host or http(s)://host:port"
                + " and nothing more, not "
                + origin);
  }

  private static boolean isOrigin(String text) {
    try {
      var origin = URI.create(text);
      return ("http".equals(origin.getScheme()) || "https".equals(origin.getScheme()))
          && origin.getHost() != null
          && text.equals(origin.getScheme() + "://" + origin.getRawAuthority())
          && origin.getRawUserInfo() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
