package network.superblock.devnet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that talk to a network on this machine. */
@Command(
    name = "superblock",
    description = "Runs a network on this machine, and sends it cross-chain transactions.",
    subcommands = {
      DevnetCommand.class,
      SubmitCommand.class,
      ReplayCommand.class,
      PrepareCommand.class
    })
public final class SuperblockCommand {

  /** Runs a command and ends the process: 0 if all went well, 1 if not, 2 for a wrong option. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SuperblockCommand()).execute(args));
  }
}
