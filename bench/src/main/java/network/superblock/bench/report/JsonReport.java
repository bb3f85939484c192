package network.superblock.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The results for tools. */
public final class JsonReport {

  private JsonReport() {}

  /** Writes the file, and the directories above it where they are missing. */
  public static void write(Path file, Machine machine, Instant at, Results results)
      throws IOException {
    var json = JsonMapper.shared().createObjectNode();
    json.put("at", at.toString());
    json.set("machine", JsonMapper.shared().valueToTree(machine.facts()));
    var measurements = json.putArray("measurements");
    for (var measured : results.measurements()) write(measured, measurements.addObject());
    var failures = json.putObject("failures");
    results.failures().forEach(failures::put);
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    var printer = JsonMapper.shared().writerWithDefaultPrettyPrinter();
    Files.writeString(file, printer.writeValueAsString(json) + "\n");
  }

  private static void write(Measurement measured, ObjectNode json) {
    json.put("id", measured.id());
    json.put("what", measured.what());
    json.put("value", measured.value());
    json.put("unit", measured.unit());
    switch (measured.target()) {
      case Target.None _ -> {}
      case Target.AtMost(var value) -> json.put("atMost", value);
      case Target.AtLeast(var value) -> json.put("atLeast", value);
    }
    measured.ratio().ifPresent(ratio -> json.put("ratio", ratio));
    measured.isMet().ifPresent(met -> json.put("met", met));
  }
}
