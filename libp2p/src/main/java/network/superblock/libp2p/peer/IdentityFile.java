package network.superblock.libp2p.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import network.superblock.libp2p.wire.Bytes;

/** The identity key on disk: the PrivateKey protobuf in a file that only its owner can read. */
public final class IdentityFile {

  private static final int MAX_SIZE = 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private IdentityFile() {}

  /**
   * Reads the identity, or creates a fresh one where the file does not exist.
   *
   * @throws UncheckedIOException when the file cannot be read or written
   * @throws IllegalStateException when others can read the file, or it holds no key
   */
  public static Identity loadOrCreate(Path file) {
    try {
      return Files.exists(file) ? load(file) : create(file);
    } catch (IOException e) {
      throw new UncheckedIOException("identity key " + file, e);
    }
  }

  private static Identity load(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IllegalStateException("others can use the identity key: chmod 600 " + file);
    }
    if (Files.size(file) > MAX_SIZE)
      throw new IllegalStateException("not an identity key: " + file);
    try {
      return Identity.fromProtobuf(Bytes.wrap(Files.readAllBytes(file)));
    } catch (RuntimeException e) {
      throw new IllegalStateException("not an identity key: " + file, e);
    }
  }

  // Written beside and moved: a crash leaves either no key or a whole one.
  private static Identity create(Path file) throws IOException {
    var identity = Identity.generate();
    var directory = file.toAbsolutePath().getParent();
    if (directory != null) Files.createDirectories(directory);
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(
        fresh,
        identity.toProtobuf().unsafeArray(),
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(fresh, file);
    return identity;
  }
}
