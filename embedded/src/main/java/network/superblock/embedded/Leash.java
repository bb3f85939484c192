package network.superblock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * Ends a server when this JVM is gone, however it went: no shutdown hook runs after SIGKILL.
 *
 * <p>A shell waits for the end of a pipe that this JVM alone holds open, which the kernel closes
 * with the JVM. It is deaf to the signals of a terminal, which reach the whole group of processes.
 */
public final class Leash implements AutoCloseable {

  // One that is paused hears the signal when it goes on.
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      read -r released && exit
      kill -s "$1" "$2"
      kill -s CONT "$2"
      """;

  private final Process watcher;

  private Leash(Process watcher) {
    this.watcher = watcher;
  }

  /**
   * Watches over a server until it is let go.
   *
   * @param signal the name of the signal by which the server ends in good order, such as {@code
   *     INT}
   */
  public static Leash on(ProcessHandle server, String signal) {
    var command = List.of("sh", "-c", SCRIPT, "leash", signal, Long.toString(server.pid()));
    try {
      return new Leash(
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("nobody to watch over process " + server.pid(), e);
    }
  }

  /** Lets the server go: whoever calls this has ended it, and its number may be another's soon. */
  @Override
  public void close() {
    try (var released = watcher.outputWriter()) {
      released.write("released\n");
    } catch (IOException e) {
      // The watcher is gone, and with it all that was to be undone.
    }
  }
}
