package network.superblock.xtqueue;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A filesystem of a few megabytes, in memory. */
record SmallDisk(Path directory) implements AutoCloseable {

  /**
   * Mounts one, or leaves the test out and says why: most containers refuse it.
   *
   * @param like whose owner it gets
   */
  static SmallDisk mount(int mebibytes, Path like) {
    try {
      // Not below a directory that only its owner may enter: Postgres has another account.
      var directory = Files.createTempDirectory(Path.of("/tmp"), "superblock-small-disk");
      var options =
          "size=%dm,uid=%s,mode=0700".formatted(mebibytes, Files.getAttribute(like, "unix:uid"));
      if (run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()) != 0) {
        Files.delete(directory);
        abort("LEFT OUT: no filesystem of limited size can be mounted here, so no disk is full");
      }
      return new SmallDisk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      // Also while a server still has a file open there.
      run("umount", "--lazy", directory.toString());
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
