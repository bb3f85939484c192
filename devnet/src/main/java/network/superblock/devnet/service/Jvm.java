package network.superblock.devnet.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JVM that services' processes run on: the one that runs this. */
final class Jvm {

  /** Quick to start, and small. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx192m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final long LIMIT_MINUTES = 5;

  private Jvm() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a process that ends by itself.
   *
   * @throws IOException with its last words, if it does not end well
   */
  static void runToTheEnd(ProcessBuilder builder, Path log) throws IOException {
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
        throw new IOException("not over after minutes: " + builder.command());
      if (process.exitValue() != 0)
        throw new IOException(
            "ended with code %d: %s".formatted(process.exitValue(), Files.readString(log)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
