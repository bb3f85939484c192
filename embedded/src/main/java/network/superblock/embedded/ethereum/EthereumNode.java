package network.superblock.embedded.ethereum;

import java.net.URI;
import java.util.Optional;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;

/**
 * A real Ethereum node beside this JVM: anvil, reachable on loopback alone. Its chain is on the
 * disk, at most a second old. It is started again when it dies.
 */
public final class EthereumNode implements AutoCloseable {

  private final AnvilCommand command;
  private Optional<NodeKeeper> keeper;
  private boolean closed;

  private EthereumNode(AnvilCommand command, NodeKeeper keeper) {
    this.command = command;
    this.keeper = Optional.of(keeper);
  }

  /**
   * Starts a node and returns when it answers, after some tenths of a second.
   *
   * @throws StartFailedException when anvil is not installed, the port or the directory is in use,
   *     or the node refuses
   */
  public static EthereumNode start(NodeOptions options) {
    var program = AnvilBinary.ofThisProcess().find();
    var directory = NodeDirectory.take(options.data());
    try {
      return options
          .port()
          .startOn(port -> {
            var command = new AnvilCommand(program, options, directory, port);
            return new EthereumNode(command, NodeKeeper.start(command));
          });
    } catch (RuntimeException e) {
      directory.release();
      throw e;
    }
  }

  public long chainId() {
    return command.options().genesis().chainId();
  }

  public Port port() {
    return command.port();
  }

  /** JSON-RPC over HTTP. */
  public URI rpc() {
    return URI.create("http://127.0.0.1:" + port().number());
  }

  /** JSON-RPC over WebSocket, with subscriptions. */
  public URI webSocket() {
    return URI.create("ws://127.0.0.1:" + port().number());
  }

  /** Ends the node as SIGKILL does. It comes back by itself, without the last second's blocks. */
  public synchronized void kill() {
    running().current().kill();
  }

  /** Makes the node take connections and answer nothing, until {@link #resume}. */
  public synchronized void pause() {
    running().current().pause();
  }

  public synchronized void resume() {
    running().current().resume();
  }

  /** Waits until the node answers, which it does in the end unless it is stopped or paused. */
  public void awaitAnswer() {
    NodeKeeper waitedFor;
    synchronized (this) {
      waitedFor = running();
    }
    if (!waitedFor.awaitAnswer()) {
      throw new IllegalStateException("the node at " + rpc() + " does not answer");
    }
  }

  /** Lets the node write its chain and end, until {@link #start()}. */
  public synchronized void stop() {
    keeper.ifPresent(NodeKeeper::stop);
    keeper = Optional.empty();
  }

  /** Starts a stopped node again, on the same port. */
  public synchronized void start() {
    if (closed) throw new IllegalStateException("the node is closed");
    if (keeper.isEmpty()) keeper = Optional.of(NodeKeeper.start(command));
  }

  private NodeKeeper running() {
    return keeper.orElseThrow(() -> new IllegalStateException("the node is stopped"));
  }

  /** Stops the node; a kept chain stays. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    stop();
    command.directory().release();
  }
}
