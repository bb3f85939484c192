package network.superblock.devnet.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a service's process leaves on the disk.
 *
 * @param log its output
 * @param pid its process ID
 */
record ProcessFiles(Path log, Path pid) {

  static ProcessFiles in(Path data, String label) throws IOException {
    var logs = Files.createDirectories(data.resolve("logs"));
    var processes = Files.createDirectories(Leftovers.directory(data));
    return new ProcessFiles(logs.resolve(label + ".log"), processes.resolve(label + ".pid"));
  }

  void record(Process process) throws IOException {
    Files.writeString(pid, Long.toString(process.pid()));
  }

  /** Stands on the command line of the process, which is known by it. */
  String mark() {
    return Leftovers.mark(pid);
  }
}
