package network.superblock.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * Which ports the JVMs of this user have been given, so that tests that run side by side never find
 * the same one. A claim is the lock on one byte of a shared file: it ends with its JVM, however
 * that ends.
 */
final class PortClaims {

  private static final FileChannel CLAIMS = open();

  private PortClaims() {}

  /** Takes a port for this JVM; no, if one has it, this one included. */
  static boolean claim(int port) {
    try {
      return CLAIMS.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot claim port " + port, e);
    }
  }

  // Never closed: closing any channel of the file would give up all claims.
  private static FileChannel open() {
    var name = "superblock-ports-" + System.getProperty("user.name");
    var file = Path.of(System.getProperty("java.io.tmpdir"), name);
    try {
      return FileChannel.open(file, CREATE, WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file, e);
    }
  }
}
