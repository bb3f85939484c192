package network.superblock.devnet.service;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.superblock.embedded.DataDirectory;

/**
 * What a JVM keeps of the start of a program: its classes, read and linked (JEP 483, JEP 514). The
 * next start takes a third of the processor's time.
 */
record StartUpCache(UnpackedJar program) {

  boolean isThere() {
    return Files.exists(file());
  }

  /** Flags that use it. A JVM that cannot use it, because it is another one, does without. */
  List<String> flags() {
    return isThere() ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /**
   * Starts the program until its parts stand, which needs nothing outside of it, and keeps what was
   * loaded.
   *
   * @param environment gets the settings
   */
  void create(ProcessBuilder environment) throws IOException {
    var draft = Files.createTempDirectory(program.directory().getParent(), "starting");
    var cache = draft.resolve("start-up.aot");
    var command = new ArrayList<String>();
    command.add(Jvm.program());
    command.addAll(Jvm.FLAGS);
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-Dspring.context.exit=onRefresh");
    command.addAll(List.of("-jar", program.jar().toString()));
    Jvm.runToTheEnd(environment.command(command), draft.resolve("starting.log"));
    Files.move(cache, file(), ATOMIC_MOVE);
    DataDirectory.delete(draft);
  }

  private Path file() {
    return program.startUpCache();
  }
}
