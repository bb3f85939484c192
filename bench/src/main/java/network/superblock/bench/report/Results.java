package network.superblock.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was measured so far. A number counts as soon as it is there, also when its benchmark fails
 * later.
 */
public final class Results {

  private final Consumer<String> progress;
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * Empty.
   *
   * @param progress gets a line for each number and each step
   */
  public Results(Consumer<String> progress) {
    this.progress = progress;
  }

  public void tell(String line) {
    progress.accept(line);
  }

  public void add(Measurement measurement) {
    measurements.add(measurement);
    progress.accept("  " + Table.line(measurement));
  }

  /** A benchmark could not be finished. */
  public void failed(String benchmark, Throwable cause) {
    var reasons = new ArrayList<String>();
    for (@Nullable Throwable each = cause; each != null; each = each.getCause())
      reasons.add(each.getClass().getSimpleName() + ": " + each.getMessage());
    var reason = String.join(", because of ", reasons);
    failures.put(benchmark, reason);
    progress.accept("  " + benchmark + " FAILED: " + reason);
  }

  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  /** Why which benchmark could not be finished. */
  public Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  /** Whether everything was measured and is as it should be. */
  public boolean isGood() {
    return failures.isEmpty()
        && measurements.stream().allMatch(measured -> measured.isMet().orElse(true));
  }
}
