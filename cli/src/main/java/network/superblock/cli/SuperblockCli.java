package network.superblock.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that ask a running network. */
@Command(
    name = "superblock",
    mixinStandardHelpOptions = true,
    version = "superblock 0.1.0",
    description = "Asks a running network, tails its topics, submits cross-chain transactions.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:the answer is no: not found, refused, or something is wrong",
      "2:the command line cannot be understood",
      "3:a broker or a service does not answer"
    },
    subcommands = {
      TailCommand.class,
      TracesCommand.class,
      XtCommand.class,
      SlotsCommand.class,
      SuperblocksCommand.class,
      BlocksCommand.class,
      PeersCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      DrainCommand.class,
      KeysCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class
    })
public final class SuperblockCli {

  /** Runs a command and ends the process with one of {@link Exit}'s codes. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SuperblockCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, _) -> {
          line.getErr().println("superblock: " + e.getMessage());
          return switch (e) {
            case UnreachableException _ -> Exit.UNREACHABLE;
            case RefusedException _ -> Exit.NO;
            default -> throw e;
          };
        });
  }
}
