package network.superblock.libp2p.swarm;

import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** Wants a stream. Called on the connection's event loop; exactly one of the outcomes happens. */
public interface StreamOpener {

  /** The only proposal is on its way: what is written now travels with it, without a round trip. */
  default void proposed(YamuxStream stream) {}

  /** The peer agreed. */
  StreamListener opened(YamuxStream stream, String protocol);

  /** The peer refused, did not answer in time, or the connection ended. */
  void failed(Throwable cause);
}
