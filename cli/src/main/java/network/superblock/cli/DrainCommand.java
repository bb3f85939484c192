package network.superblock.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Empties the network, as before an upgrade. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets no new xT enter and waits until all inside have ended.",
      "Stopped by Ctrl-C or not, the admission stays closed until 'superblock resume'."
    })
final class DrainCommand extends Shown implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final List<String> UNFINISHED =
      List.of("QUEUED", "WITHDRAWING", "STARTED", "COMMITTED", "ABORTING", "INCLUDED", "PUBLISHED");

  @Override
  public Integer call() throws InterruptedException {
    services().xtQueue().post(Admission.PAUSE);
    for (var told = List.of("nothing yet"); ; ) {
      var inside = statusesInside();
      // One that changed its status between two questions was missed: it is found the second time.
      if (inside.isEmpty()) inside = statusesInside();
      if (!inside.equals(told)) {
        var progress = JsonMapper.shared().createObjectNode();
        progress.put("drained", inside.isEmpty()).put("inside", String.join(" ", inside));
        answer().item(progress);
        told = inside;
      }
      if (inside.isEmpty()) return Exit.OK;
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  /** Of the xTs that have not ended. */
  private List<String> statusesInside() {
    var inside = new ArrayList<String>();
    for (var status : UNFINISHED) {
      var xts = services().xtQueue().get("/api/v1/xts?limit=1&status=" + status);
      if (!xts.path("items").isEmpty()) inside.add(status);
    }
    return inside;
  }
}
