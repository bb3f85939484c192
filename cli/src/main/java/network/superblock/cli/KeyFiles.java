package network.superblock.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold a secret. */
final class KeyFiles {

  private KeyFiles() {}

  /**
   * Makes a file that only its owner reads.
   *
   * @throws RefusedException if there is one already
   */
  static void writeNew(Path file, String secret) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, owner);
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException(file + " exists: a key is never overwritten");
    }
    Files.writeString(file, secret + "\n");
  }
}
