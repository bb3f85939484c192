package network.superblock.embedded.ethereum;

import java.nio.file.Path;
import java.time.Duration;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Port;

/**
 * How to start a node.
 *
 * @param genesis what the chain begins with
 * @param mining when blocks are made
 * @param order how transactions are ordered in them
 * @param data where the chain is kept; one node at a time may use a directory
 * @param port where JSON-RPC is served, over HTTP and WebSocket
 */
public record NodeOptions(
    Genesis genesis, Mining mining, PoolOrder order, DataDirectory data, Port port) {

  /** An L1: blocks at a steady pace, whoever pays more comes first; temporary, on a free port. */
  public static NodeOptions l1(long chainId, Duration interval) {
    return new NodeOptions(
        Genesis.of(chainId),
        new Mining.Every(interval),
        PoolOrder.BY_FEE,
        DataDirectory.temporary(),
        Port.FREE);
  }

  /** An L2 whose sequencer decides when and in which order; temporary, on a free port. */
  public static NodeOptions l2(long chainId) {
    return new NodeOptions(
        Genesis.of(chainId),
        new Mining.OnDemand(),
        PoolOrder.AS_SENT,
        DataDirectory.temporary(),
        Port.FREE);
  }

  public NodeOptions from(Genesis other) {
    return new NodeOptions(other, mining, order, data, port);
  }

  public NodeOptions mining(Mining other) {
    return new NodeOptions(genesis, other, order, data, port);
  }

  public NodeOptions keptIn(Path directory) {
    return new NodeOptions(genesis, mining, order, DataDirectory.kept(directory), port);
  }

  public NodeOptions on(Port other) {
    return new NodeOptions(genesis, mining, order, data, other);
  }
}
