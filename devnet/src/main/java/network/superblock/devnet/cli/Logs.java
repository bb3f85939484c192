package network.superblock.devnet.cli;

import java.nio.file.Path;

/** Where this process writes its log: the terminal belongs to the narration. */
final class Logs {

  private Logs() {}

  /** To be said before the first line of a log. */
  static void in(Path data, String program) {
    System.setProperty("superblock.logs", data.resolve("logs").toString());
    System.setProperty("superblock.program", program);
  }
}
