package network.superblock.devnet.network;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.StartFailedException;

/** One devnet at a time in a data directory; given free when the process ends, however it ends. */
public final class DataLock implements AutoCloseable {

  private static final String NAME = "lock";

  private final Path directory;
  private final FileChannel channel;

  private DataLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the directory, which is created when it is missing.
   *
   * @throws StartFailedException if a devnet runs in it, or it cannot be written to
   */
  public static DataLock take(Path directory) {
    try {
      Files.createDirectories(directory);
      var channel = FileChannel.open(directory.resolve(NAME), CREATE, READ, WRITE);
      if (isOurs(channel)) return new DataLock(directory, channel);
      channel.close();
      throw new StartFailedException(
          "a devnet is running in %s: stop it first, or send it an xT with ./superblock submit"
              .formatted(directory));
    } catch (IOException e) {
      throw new StartFailedException("cannot keep a network in " + directory, e);
    }
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /**
   * Deletes the kept network.
   *
   * @throws StartFailedException if there is something else in the directory
   */
  public void clear() {
    try (var entries = Files.list(directory)) {
      var file = new NetworkFile(directory);
      var kept = entries.filter(entry -> !entry.endsWith(NAME) && !file.isAt(entry)).toList();
      if (!kept.isEmpty() && file.isMissing())
        throw new StartFailedException(
            "%s holds no network, but %s: it is not deleted"
                .formatted(directory, kept.getFirst().getFileName()));
      kept.forEach(DataDirectory::delete);
      // Last: without it the rest would be nobody's.
      file.delete();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + directory, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
