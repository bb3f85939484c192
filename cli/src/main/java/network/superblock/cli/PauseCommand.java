package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Closes the admission. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lets no new xT enter; those inside go on.")
final class PauseCommand extends Shown implements Callable<Integer> {

  @Override
  public Integer call() {
    answer().print(services().xtQueue().post(Admission.PAUSE));
    return Exit.OK;
  }
}
