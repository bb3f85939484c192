package network.superblock.runtime.security;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a caller may write, which is everything but GET, HEAD and OPTIONS.
 *
 * @param perAddress requests in a period from one address (IPv6: one /64) without a valid key
 * @param perKey requests in a period with one key
 * @param period what the requests are counted in
 * @param callers of how many addresses and keys the count is kept; the one that was silent for the
 *     longest is forgotten for the next
 * @param trustedProxies how many proxies stand before the service and each add to X-Forwarded-For;
 *     none: the header is not believed
 */
public record LimitProperties(
    @DefaultValue("100") int perAddress,
    @DefaultValue("1000") int perKey,
    @DefaultValue("1s") Duration period,
    @DefaultValue("10000") int callers,
    @DefaultValue("0") int trustedProxies) {

  public LimitProperties {
    if (perAddress < 1 || perKey < 1 || callers < 1)
      throw new IllegalArgumentException(
          "superblock.security.limit: per-address, per-key and callers must be positive");
    if (!period.isPositive())
      throw new IllegalArgumentException("superblock.security.limit.period must be positive");
    if (trustedProxies < 0)
      throw new IllegalArgumentException(
          "superblock.security.limit.trusted-proxies must not be negative");
  }
}
