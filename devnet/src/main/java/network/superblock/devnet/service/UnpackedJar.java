package network.superblock.devnet.service;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.StartFailedException;

/**
 * A program's executable jar, unpacked beside it: a JVM reads classes several times as fast from
 * plain jars as from jars in a jar, and only of plain jars can it keep what it has read.
 *
 * @param directory named after the jar's contents, so that another build has another
 */
record UnpackedJar(Path directory) {

  /** Unpacks the program's jar unless that was done. */
  static UnpackedJar of(Program program) throws IOException {
    var jar = jar(program);
    var name = "unpacked-%08x-%x".formatted(checksum(jar), Files.size(jar));
    var unpacked = new UnpackedJar(jar.resolveSibling(name));
    if (!Files.isDirectory(unpacked.directory)) unpacked.unpack(jar);
    return unpacked;
  }

  /** What to start. */
  Path jar() throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.jar")) {
      for (var file : files) return file;
    }
    throw new IOException("no jar in " + directory);
  }

  /** What a JVM has kept of an earlier start, if there was one. */
  Path startUpCache() {
    return directory.resolve("start-up.aot");
  }

  private void unpack(Path jar) throws IOException {
    var draft = Files.createTempDirectory(jar.getParent(), "unpacking");
    try {
      var tool =
          List.of(Jvm.program(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force");
      var command = Stream.concat(tool.stream(), Stream.of("--destination", draft.toString()));
      Jvm.runToTheEnd(new ProcessBuilder(command.toList()), draft.resolve("unpacking.log"));
      Files.move(draft, directory, ATOMIC_MOVE);
    } catch (IOException e) {
      DataDirectory.delete(draft);
      // Another JVM may have been faster.
      if (!Files.isDirectory(directory)) throw e;
    }
  }

  private static long checksum(Path jar) throws IOException {
    try (var in = new CheckedInputStream(Files.newInputStream(jar), new CRC32C())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue();
    }
  }

  /** In the repository that this JVM was started in, or below. */
  private static Path jar(Program program) throws IOException {
    var target = Path.of(program.programName(), "target");
    var folders =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(above -> above.resolve(target))
            .filter(Files::isDirectory)
            .toList();
    for (var folder : folders) {
      try (var files = Files.newDirectoryStream(folder, "*-exec.jar")) {
        for (var file : files) return file;
      }
    }
    throw new StartFailedException(
        program.programName() + " has no executable jar: run ./superblock build");
  }
}
