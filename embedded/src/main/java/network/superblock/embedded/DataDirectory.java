package network.superblock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where a part keeps its data. */
public sealed interface DataDirectory {

  /** Survives closing: a later start with the same path continues from it. */
  record Kept(Path path) implements DataDirectory {

    public Kept {
      path = path.toAbsolutePath().normalize();
    }
  }

  /** A new directory for each start, which vanishes when the part closes. */
  record Temporary() implements DataDirectory {}

  static DataDirectory kept(Path path) {
    return new Kept(path);
  }

  static DataDirectory temporary() {
    return new Temporary();
  }

  /**
   * The existing directory to work in. A kept one is created when it is missing.
   *
   * @param purpose names a temporary directory, for people who look into it
   */
  default Path open(String purpose) {
    try {
      return switch (this) {
        case Kept kept -> Files.createDirectories(kept.path());
        case Temporary _ -> Files.createTempDirectory("superblock-" + purpose + "-");
      };
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the data of " + purpose, e);
    }
  }

  /** Ends the use of an opened directory; only a temporary one is deleted. */
  default void release(Path opened) {
    switch (this) {
      case Kept _ -> {}
      case Temporary _ -> deleteTree(opened);
    }
  }

  /** Deletes a kept directory and all that is in it; nothing happens where there is none. */
  static void delete(Path root) {
    deleteTree(root);
  }

  private static void deleteTree(Path root) {
    try {
      Files.walkFileTree(root, new TreeDeletion());
    } catch (NoSuchFileException e) {
      // Somebody else has deleted it: that is what was wanted.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + root, e);
    }
  }

  /** Deletes files before the directories that hold them. Links are deleted, not followed. */
  final class TreeDeletion extends SimpleFileVisitor<Path> {

    private TreeDeletion() {}

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
