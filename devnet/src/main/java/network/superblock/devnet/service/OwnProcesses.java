package network.superblock.devnet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.superblock.runtime.failpoint.Failpoints;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every service as a process of its own, from its executable jar, and starts one again that
 * ends by itself.
 *
 * @param data gets each process' output and process ID
 * @param preparation before a program's first process
 * @param failpoints where a test arms each service's failpoints, in a folder of the service's
 *     label; empty for a network that is no test's
 * @param notice is told when a process is started again
 */
public record OwnProcesses(
    Path data, Preparation preparation, Optional<Path> failpoints, Consumer<String> notice)
    implements ServiceHost {

  /** What is done before a program's first process. */
  public enum Preparation {
    NONE,
    /** A start for practice, so that the others are quick; some ten seconds a program and build. */
    QUICK_STARTS
  }

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
    var unpacked = UnpackedJar.of(service.program());
    var cache = new StartUpCache(unpacked);
    if (preparation == Preparation.QUICK_STARTS && !cache.isThere()) {
      notice.accept("learning how " + service.program().programName() + " starts, once a build");
      cache.create(withSettings(service, new ProcessBuilder()));
    }
    var command = new ArrayList<String>();
    command.add(Jvm.program());
    command.addAll(Jvm.FLAGS);
    command.addAll(cache.flags());
    command.addAll(failpointFlags(service));
    command.add(files.mark());
    command.addAll(List.of("-jar", unpacked.jar().toString()));
    return withSettings(service, new ProcessBuilder(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
  }

  private static ProcessBuilder withSettings(Service service, ProcessBuilder builder) {
    // Not on the command line, which every user of the machine can see: keys are among them.
    builder
        .environment()
        .put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(service.settings()));
    return builder;
  }
}
