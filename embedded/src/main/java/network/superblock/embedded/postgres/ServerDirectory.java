package network.superblock.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import network.superblock.embedded.StartFailedException;

/** The server's directory on disk: its databases and its log. */
record ServerDirectory(Path root) {

  private static final int LINES_OF_LOG = 20;

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** Leaves the directory without a server that uses it. */
  void prepare() {
    try {
      Files.createDirectories(data());
      refuseSecondServer();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + root, e);
    }
    Orphan.of(data()).ifPresent(Orphan::stop);
  }

  /** The server that runs in this directory. */
  Optional<ProcessHandle> server() {
    return Orphan.of(data()).map(Orphan::process);
  }

  // The JVM that starts a server holds this lock for as long as it lives.
  private void refuseSecondServer() throws IOException {
    if (!Files.exists(lock())) return;
    try (var channel = FileChannel.open(lock(), StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) throw inUse();
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  /**
   * A failed start keeps its lock until its objects are collected; with a new file it is nobody's.
   */
  void dropLock() throws IOException {
    Files.deleteIfExists(lock());
  }

  private Path lock() {
    return data().resolve("epg-lock");
  }

  private StartFailedException inUse() {
    return new StartFailedException("another Postgres server is using " + root + ": stop it first");
  }

  String endOfLog() {
    try {
      var lines = Files.readAllLines(log());
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    } catch (IOException e) {
      return "(no log in " + log() + ")";
    }
  }
}
