package network.superblock.libp2p.swarm;

import network.superblock.libp2p.yamux.StreamListener;
import network.superblock.libp2p.yamux.YamuxStream;

/** Serves a protocol: takes each stream that a peer opens for it. */
@FunctionalInterface
public interface StreamHandler {

  /** Runs on the connection's event loop and must not block. */
  StreamListener accept(Connection connection, YamuxStream stream, String protocol);
}
