package network.superblock.deploy.chart;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import network.superblock.deploy.YamlFile;
import tools.jackson.databind.JsonNode;

/** Required fields, enumerations and custom resources, which Kubernetes' types do not tell. */
final class ManifestSchema {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(
              YamlFile.text(Path.of("src/test/resources/schemas/manifests.json")),
              InputFormat.JSON);

  private ManifestSchema() {}

  static List<String> complaints(JsonNode manifest) {
    return SCHEMA.validate(manifest.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
