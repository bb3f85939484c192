package network.superblock.devnet.upgrade;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresOptions;
import org.flywaydb.core.Flyway;

/** A devnet's data in one file: what another version must go on from. */
public final class Recording {

  private static final String FILES = "files/";
  private static final String MIGRATIONS = "migrations/";
  private static final String TOPICS = "topics";
  private static final String NODE_STATE = "state.json";

  private Recording() {}

  /** Records a network that is not running. */
  public static void make(Path data, Path file) throws Exception {
    var entries = new TreeMap<String, byte[]>();
    files(data, entries);
    migrations(entries);
    try (var kafka = EmbeddedKafka.start(KafkaOptions.keptIn(data.resolve("kafka")))) {
      entries.put(TOPICS, RecordedTopics.read(kafka.bootstrapServers()));
    }
    try (var postgres = EmbeddedPostgres.start(PostgresOptions.keptIn(data.resolve("postgres")))) {
      entries.putAll(RecordedTables.read(postgres.database("superblock")));
    }
    Archive.write(file, entries);
  }

  private static void files(Path data, Map<String, byte[]> entries) throws Exception {
    try (var all = Files.walk(data, 2)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        var name = file.getFileName().toString();
        if (name.equals("network.json") || name.endsWith(".key") || name.equals(NODE_STATE))
          entries.put(FILES + data.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  /** Of all services, as they were when it was recorded. */
  private static void migrations(Map<String, byte[]> entries) throws Exception {
    var repository = Path.of("").toAbsolutePath().getParent();
    try (var modules = Files.newDirectoryStream(repository, Files::isDirectory)) {
      for (var module : modules) {
        var migrations = module.resolve("src/main/resources/migration");
        if (!Files.isDirectory(migrations)) continue;
        try (var all = Files.walk(migrations)) {
          for (var file : all.filter(Files::isRegularFile).toList())
            entries.put(MIGRATIONS + migrations.relativize(file), Files.readAllBytes(file));
        }
      }
    }
  }

  /** Puts a recorded network into an empty directory, for a devnet to go on from. */
  public static void restore(Path file, Path data) throws Exception {
    var entries = Archive.read(file);
    for (var entry : entries.entrySet()) {
      if (!entry.getKey().startsWith(FILES) && !entry.getKey().startsWith(MIGRATIONS)) continue;
      var name = entry.getKey();
      var path = data.resolve(name.startsWith(FILES) ? name.substring(FILES.length()) : name);
      Files.createDirectories(path.getParent());
      Files.write(path, entry.getValue());
      if (name.endsWith(".key"))
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
    try (var kafka = EmbeddedKafka.start(KafkaOptions.keptIn(data.resolve("kafka")))) {
      RecordedTopics.load(requireNonNull(entries.get(TOPICS)), kafka.bootstrapServers());
    }
    try (var postgres = EmbeddedPostgres.start(PostgresOptions.keptIn(data.resolve("postgres")))) {
      var database = postgres.createDatabase("superblock");
      for (var schema : RecordedTables.schemas(entries))
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.user(), database.password())
            .schemas(schema)
            .defaultSchema(schema)
            .locations(migrationsOf(schema, data.resolve(MIGRATIONS)))
            .load()
            .migrate();
      RecordedTables.load(entries, database);
    }
  }

  /** A sequencer's and a gateway's schema are named after their chain as well. */
  private static String[] migrationsOf(String schema, Path migrations) {
    var folders =
        switch (schema.replaceAll("_\\d+$", "")) {
          case "sequencer" -> List.of("sequencer-service");
          case "p2p_gateway" -> List.of("preconfirmation", "p2p-gateway");
          case String service -> List.of(service.replace('_', '-'));
        };
    return folders.stream()
        .map(folder -> "filesystem:" + migrations.resolve(folder))
        .toArray(String[]::new);
  }
}
