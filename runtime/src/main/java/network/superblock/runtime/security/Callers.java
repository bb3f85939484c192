package network.superblock.runtime.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whose address a request counts for. */
final class Callers {

  private static final String FORWARDED = "X-Forwarded-For";

  private final int trustedProxies;

  Callers(int trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /**
   * The address that the outermost trusted proxy saw. What stands before it in the header is the
   * caller's own word.
   */
  String addressOf(ServerHttpRequest request) {
    var remote = request.getRemoteAddress();
    var peer = remote == null ? null : remote.getAddress();
    if (trustedProxies > 0) {
      var hops = hops(request.getHeaders().getOrDefault(FORWARDED, List.of()));
      if (hops.size() >= trustedProxies) return hops.get(hops.size() - trustedProxies);
    }
    return peer == null ? "unknown" : network(peer);
  }

  private static List<String> hops(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .filter(hop -> !hop.isEmpty())
        .map(Callers::network)
        .toList();
  }

  private static String network(String hop) {
    try {
      return network(InetAddress.ofLiteral(hop));
    } catch (IllegalArgumentException _) {
      return hop.length() <= 64 ? hop : hop.substring(0, 64);
    }
  }

  /** One who has an IPv6 address has 2^64 of them. */
  private static String network(InetAddress address) {
    return address instanceof Inet6Address six
        ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64"
        : address.getHostAddress();
  }
}
