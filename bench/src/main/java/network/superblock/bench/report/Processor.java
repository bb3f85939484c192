package network.superblock.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The processor time of this JVM, all its threads together. Divided by what was done in it, it says
 * more about a shared machine than the clock on the wall.
 */
public final class Processor {

  private static final double MILLI = 1e6;

  private Processor() {}

  /** Since the JVM has started, in milliseconds. */
  public static double millis() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / MILLI;
  }
}
