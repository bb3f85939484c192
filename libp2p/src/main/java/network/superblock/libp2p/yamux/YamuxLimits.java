package network.superblock.libp2p.yamux;

/**
 * What one connection may cost.
 *
 * @param inboundStreams streams the peer may have open at a time; more are reset
 * @param unacknowledgedStreams our streams that the peer has not answered yet
 * @param opensPerSecond how many streams the peer may open a second, with a burst of five times
 *     that
 * @param queuedBytes what may wait for a slow reader on one stream before it is reset
 */
public record YamuxLimits(
    int inboundStreams, int unacknowledgedStreams, int opensPerSecond, long queuedBytes) {

  public static final YamuxLimits DEFAULT = new YamuxLimits(256, 256, 200, 32L << 20);
}
