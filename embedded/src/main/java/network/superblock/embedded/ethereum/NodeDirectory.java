package network.superblock.embedded.ethereum;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.StartFailedException;

/** A node's directory on disk: its chain, its log, its process ID. Taken by one node at a time. */
record NodeDirectory(DataDirectory data, Path root, FileChannel lock) {

  private static final int LINES_OF_LOG = 10;

  /**
   * Takes the directory for this JVM and ends a node that a killed JVM left running on it.
   *
   * @throws StartFailedException when a node of a living JVM uses it
   */
  static NodeDirectory take(DataDirectory data) {
    var root = data.open("ethereum");
    try {
      var lock = FileChannel.open(root.resolve("lock"), CREATE, WRITE);
      if (!isOurs(lock)) {
        lock.close();
        throw new StartFailedException("another node is using " + root + ": stop it first");
      }
      var directory = new NodeDirectory(data, root, lock);
      directory.recordedProcess().ifPresent(NodeProcess::stop);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + root, e);
    }
  }

  private static boolean isOurs(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Gives the directory free. */
  void release() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + root + " free", e);
    }
    data.release(root);
  }

  StateFile state() {
    return new StateFile(root.resolve("state.json"));
  }

  Path cache() {
    return root.resolve("cache");
  }

  Path log() {
    return root.resolve("anvil.log");
  }

  private Path pid() {
    return root.resolve("anvil.pid");
  }

  void record(ProcessHandle process) throws IOException {
    Files.writeString(pid(), Long.toString(process.pid()));
  }

  private Optional<NodeProcess> recordedProcess() throws IOException {
    if (!Files.exists(pid())) return Optional.empty();
    var number = Files.readString(pid()).strip();
    if (!number.matches("\\d{1,18}")) return Optional.empty();
    // The number may belong to another process by now.
    return ProcessHandle.of(Long.parseLong(number))
        .map(NodeProcess::new)
        .filter(process -> process.runs(state().path()));
  }

  String endOfLog() {
    try {
      var lines = Files.readAllLines(log());
      var from = Math.max(0, lines.size() - LINES_OF_LOG);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "(no log in " + log() + ")";
    }
  }
}
