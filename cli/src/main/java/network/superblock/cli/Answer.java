package network.superblock.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints a service's answer: as it came for tools, a line for each fact or item for people. */
final class Answer {

  private final PrintWriter out;
  private final JsonOption json;

  Answer(PrintWriter out, JsonOption json) {
    this.out = out;
    this.json = json;
  }

  void print(JsonNode answer) {
    if (json.wanted()) out.println(answer);
    else if (answer.isArray()) answer.forEach(this::item);
    else if (answer.path("items").isArray()) answer.get("items").forEach(this::item);
    else
      answer
          .properties()
          .forEach(fact -> out.printf("%-16s %s%n", fact.getKey(), plain(fact.getValue())));
    out.flush();
  }

  /** One line, or one JSON object in a line. */
  void item(JsonNode item) {
    out.println(
        json.wanted()
            ? item
            : item.properties().stream()
                .filter(fact -> !fact.getValue().isContainer())
                .map(fact -> fact.getKey() + " " + plain(fact.getValue()))
                .collect(Collectors.joining("  ")));
    out.flush();
  }

  private static String plain(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }
}
