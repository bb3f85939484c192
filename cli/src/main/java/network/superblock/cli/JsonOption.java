package network.superblock.cli;

import picocli.CommandLine.Option;

/** Whether a tool reads the answer, not a person. */
final class JsonOption {

  @Option(names = "--json", description = "answer in JSON")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
