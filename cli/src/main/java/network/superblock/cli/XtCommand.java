package network.superblock.cli;

import picocli.CommandLine.Command;

/** What a user does with xTs. */
@Command(
    name = "xt",
    mixinStandardHelpOptions = true,
    description = "Submits cross-chain transactions, shows and follows them.",
    subcommands = {
      XtSubmitCommand.class,
      XtGetCommand.class,
      XtWatchCommand.class,
      XtListCommand.class
    })
final class XtCommand {}
