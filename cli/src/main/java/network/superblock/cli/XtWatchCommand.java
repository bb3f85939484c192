package network.superblock.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows an xT. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows each change of an xT's status until nothing changes any more.")
final class XtWatchCommand extends Shown implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(300);

  @Parameters(paramLabel = "<xT id>", description = "0x and 64 hex digits")
  private String xt = "";

  @Override
  public Integer call() throws InterruptedException {
    for (var told = 0; ; ) {
      var report = services().xtQueue().get("/api/v1/xts/" + xt);
      var timeline = report.path("timeline");
      for (; told < timeline.size(); told++) answer().item(timeline.get(told));
      if (report.path("final").asBoolean(false)) return Exit.OK;
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }
}
