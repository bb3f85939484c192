package network.superblock.devnet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.superblock.embedded.StartFailedException;
import network.superblock.runtime.failpoint.Failpoints;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every service as a process of its own, from its executable jar, and starts one again that
 * ends by itself.
 *
 * @param data gets each process' output and process ID
 * @param failpoints where a test arms each service's failpoints, in a folder of the service's
 *     label; empty for a network that is no test's
 * @param notice is told when a process is started again
 */
public record OwnProcesses(Path data, Optional<Path> failpoints, Consumer<String> notice)
    implements ServiceHost {

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx192m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public OwnProcesses {
    data = data.toAbsolutePath().normalize();
  }

  @Override
  public Running start(Service service, Consumer<String> ended) {
    try {
      var files = ProcessFiles.in(data, service.label());
      return ServiceProcess.start(
          new Launch(service, builder(service, files), files), notice, ended);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + service, e);
    }
  }

  private List<String> failpointFlags(Service service) throws IOException {
    if (failpoints.isEmpty()) return List.of();
    var directory = failpoints.get().toAbsolutePath().resolve(service.label());
    Files.createDirectories(directory);
    return List.of(
        "-D" + Failpoints.TEST_ONLY + "=true", "-D" + Failpoints.DIRECTORY + "=" + directory);
  }

  private ProcessBuilder builder(Service service, ProcessFiles files) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(failpointFlags(service));
    command.add(files.mark());
    command.addAll(List.of("-jar", jar(service.program()).toString()));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
    // Not on the command line, which every user of the machine can see: keys are among them.
    builder
        .environment()
        .put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(service.settings()));
    return builder;
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
