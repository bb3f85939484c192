package network.superblock.devnet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to start a devnet.
 *
 * @param data keeps everything; a later start with the same directory continues the network
 * @param slot a slot's length; for a kept network it must be the same, or empty
 * @param chains how many rollups; for a kept network it must be the same, or empty
 * @param l1Interval between two blocks of L1, which are final two blocks later
 * @param listening on which ports
 * @param hosting how the services run
 * @param traces the collector that gets the services' spans, by OTLP over HTTP
 */
public record DevnetOptions(
    Path data,
    Optional<Duration> slot,
    Optional<Integer> chains,
    Duration l1Interval,
    Listening listening,
    Hosting hosting,
    Optional<URI> traces) {

  /** Whether ports are the same everywhere. */
  public enum Listening {
    FIXED,
    FREE
  }

  /** Whether the services share this JVM. */
  public enum Hosting {
    ONE_JVM,
    PROCESSES,
    /** Processes that start quickly, once the first network after a build has practised it. */
    QUICK_PROCESSES,
    /** Processes of a test, which may end or hold them at a failpoint. */
    PROCESSES_WITH_FAILPOINTS
  }

  /** In one JVM, on the fixed ports. */
  public static DevnetOptions keptIn(Path data) {
    return new DevnetOptions(
        data,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(2),
        Listening.FIXED,
        Hosting.ONE_JVM,
        Optional.empty());
  }

  public DevnetOptions slot(Duration other) {
    return new DevnetOptions(
        data, Optional.of(other), chains, l1Interval, listening, hosting, traces);
  }

  public DevnetOptions chains(int other) {
    return new DevnetOptions(
        data, slot, Optional.of(other), l1Interval, listening, hosting, traces);
  }

  public DevnetOptions l1Interval(Duration other) {
    return new DevnetOptions(data, slot, chains, other, listening, hosting, traces);
  }

  public DevnetOptions on(Listening other) {
    return new DevnetOptions(data, slot, chains, l1Interval, other, hosting, traces);
  }

  public DevnetOptions in(Hosting other) {
    return new DevnetOptions(data, slot, chains, l1Interval, listening, other, traces);
  }

  public DevnetOptions traces(URI other) {
    return new DevnetOptions(
        data, slot, chains, l1Interval, listening, hosting, Optional.of(other));
  }
}
