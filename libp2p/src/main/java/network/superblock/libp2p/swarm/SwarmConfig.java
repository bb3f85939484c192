package network.superblock.libp2p.swarm;

import java.time.Duration;
import network.superblock.libp2p.yamux.YamuxLimits;

/**
 * How many connections a host keeps and what each may cost.
 *
 * @param pendingInbound connections that are still shaking hands
 * @param perPeer connections to one peer, for two sides may dial each other at once
 * @param largeWindows bytes of receive window beyond the initial 256 KiB of each stream, for all
 *     streams of the host together
 * @param redial how often static peers are dialled again
 * @param eventLoops threads that carry the connections
 */
public record SwarmConfig(
    int pendingInbound,
    int pendingOutbound,
    int inbound,
    int outbound,
    int perPeer,
    long largeWindows,
    YamuxLimits yamux,
    Redial redial,
    int eventLoops) {

  /**
   * Back-off between attempts to reach a static peer: {@code first}, doubled up to {@code most}.
   */
  public record Redial(Duration first, Duration most) {}

  /** What the Rust nodes of the network allow. */
  public static SwarmConfig defaults() {
    return new SwarmConfig(
        40,
        40,
        110,
        110,
        4,
        64L << 20,
        YamuxLimits.DEFAULT,
        new Redial(Duration.ofSeconds(1), Duration.ofMinutes(1)),
        2);
  }

  public SwarmConfig withRedial(Duration first, Duration most) {
    return new SwarmConfig(
        pendingInbound,
        pendingOutbound,
        inbound,
        outbound,
        perPeer,
        largeWindows,
        yamux,
        new Redial(first, most),
        eventLoops);
  }

  /** The same with other limits on established connections. */
  public SwarmConfig withConnections(int inboundLimit, int outboundLimit, int perPeerLimit) {
    return new SwarmConfig(
        pendingInbound,
        pendingOutbound,
        inboundLimit,
        outboundLimit,
        perPeerLimit,
        largeWindows,
        yamux,
        redial,
        eventLoops);
  }
}
