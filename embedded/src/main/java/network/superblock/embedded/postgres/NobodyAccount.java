package network.superblock.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import network.superblock.embedded.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Postgres for root where user namespaces are refused, as they are in most containers:
 * Postgres itself refuses root. The server becomes {@code nobody} but keeps the right to pass
 * through directories that only root may enter, such as root's home.
 */
final class NobodyAccount {

  private static final Logger log = LoggerFactory.getLogger(NobodyAccount.class);
  private static final String NOBODY = "65534";

  // Binaries are larger and launchers smaller.
  private static final int LAUNCHER_LIMIT = 4096;

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private NobodyAccount() {}

  static boolean isNeeded() throws IOException {
    var self = Path.of("/proc/self");
    return Files.exists(self)
        && Files.getAttribute(self, "unix:uid").equals(0)
        && !LinuxUtils.isUnshareAvailable();
  }

  /** Where binaries are unpacked that only this account uses. */
  static Path binaries() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "superblock-postgres");
  }

  /** Unpacks the binaries, unless they are, and puts launchers in front of them. */
  static void unpack() throws IOException {
    Files.createDirectories(binaries());
    if (unpacked().isEmpty()) startInVain();
    for (var home : unpacked()) {
      if (Files.size(home.resolve("bin/initdb")) > LAUNCHER_LIMIT) putLaunchers(home);
    }
  }

  private static List<Path> unpacked() throws IOException {
    try (var homes = Files.list(binaries())) {
      return homes.filter(home -> Files.exists(home.resolve("bin/initdb"))).toList();
    }
  }

  // The library unpacks on its way to a start. This one ends there, for it is still root's.
  private static void startInVain() {
    var nowhere = DataDirectory.temporary();
    var data = nowhere.open("postgres-unpacking");
    try {
      EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(binaries().toFile())
          .setDataDirectory(data)
          .start()
          .close();
    } catch (IOException | RuntimeException e) {
      log.debug("the binaries were unpacked and refused root", e);
    } finally {
      nowhere.release(data);
    }
  }

  // Postgres finds its libraries and its catalogue beside its own folder, which must be called bin.
  private static void putLaunchers(Path home) throws IOException {
    var moved = Files.createTempDirectory(home, "real");
    Files.setPosixFilePermissions(moved, READABLE);
    for (var part : List.of("lib", "share", "bin")) {
      Files.move(home.resolve(part), moved.resolve(part));
    }
    var launchers = Files.createDirectory(home.resolve("bin"));
    for (var program : List.of("initdb", "pg_ctl", "postgres")) {
      var text = launcherOf(moved.resolve("bin").resolve(program));
      var launcher = Files.writeString(launchers.resolve(program), text);
      Files.setPosixFilePermissions(launcher, READABLE);
    }
    // Zonky unpacks again what is newer than its own mark.
    Files.setLastModifiedTime(home.resolve(".exists"), Files.getLastModifiedTime(launchers));
  }

  private static String launcherOf(Path program) {
    return """
    #!/bin/sh
    if [ "$(id -u)" != 0 ]; then exec "%1$s" "$@"; fi
    exec setpriv --reuid=%2$s --regid=%2$s --clear-groups \
      --inh-caps=+dac_override --ambient-caps=+dac_override -- "%1$s" "$@"
    """
        .formatted(program, NOBODY);
  }

  /** Gives the server's files to it. */
  static void own(Path data) throws IOException {
    if (Files.getAttribute(data, "unix:uid").equals(Integer.parseInt(NOBODY))) return;
    var chown = new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, data.toString());
    try {
      var exit = chown.inheritIO().start().waitFor();
      if (exit != 0) throw new IOException("chown of " + data + " failed with status " + exit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
