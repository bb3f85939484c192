package network.superblock.libp2p.swarm;

/** Hears of connections, in order, one call at a time. Must neither block nor call the swarm. */
public interface SwarmListener {

  /**
   * A connection is up.
   *
   * @param first whether the peer had no other connection
   */
  void opened(Connection connection, boolean first);

  /**
   * A connection is gone.
   *
   * @param last whether the peer has no connection any more
   */
  void closed(Connection connection, boolean last);
}
