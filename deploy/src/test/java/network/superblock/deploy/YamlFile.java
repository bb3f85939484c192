package network.superblock.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML as JSON; a key that is there twice is an error. */
public final class YamlFile {

  private YamlFile() {}

  public static JsonNode read(Path file) {
    return parse(text(file)).getFirst();
  }

  /** The documents of a text that say anything. */
  public static List<JsonNode> parse(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(200);
    var yaml = new Yaml(new SafeConstructor(options));
    return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
        .filter(Objects::nonNull)
        .map(document -> JsonMapper.shared().<JsonNode>valueToTree(document))
        .toList();
  }

  public static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
