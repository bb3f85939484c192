package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Opens the admission. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lets new xTs enter again.")
final class ResumeCommand extends Shown implements Callable<Integer> {

  @Override
  public Integer call() {
    answer().print(services().xtQueue().post(Admission.RESUME));
    return Exit.OK;
  }
}
