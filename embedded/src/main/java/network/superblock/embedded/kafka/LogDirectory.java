package network.superblock.embedded.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import network.superblock.embedded.StartFailedException;
import org.apache.kafka.common.Uuid;

/** The broker's directory on disk: its settings, for people to read, and its log. */
record LogDirectory(Path root) {

  Path path() {
    return root.resolve("log");
  }

  /** Makes a new directory ready for its first start and leaves a used one as it is. */
  void prepare(Properties settings, Map<String, String> users) {
    try {
      Files.createDirectories(path());
      refuseSecondBroker();
      var file = root.resolve("server.properties");
      try (var out = Files.newBufferedWriter(file)) {
        settings.store(out, "Written at every start.");
      }
      if (!Files.exists(path().resolve("meta.properties"))) format(file, users);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + root, e);
    }
  }

  // The broker would find out by itself, and end the process for it.
  private void refuseSecondBroker() throws IOException {
    try (var channel =
        FileChannel.open(
            path().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) throw inUse();
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private StartFailedException inUse() {
    return new StartFailedException("another Kafka broker is using " + root + ": stop it first");
  }

  private static void format(Path settings, Map<String, String> users) {
    var output = new ByteArrayOutputStream();
    var cluster = Uuid.randomUuid().toString();
    var arguments =
        Stream.concat(
                Stream.of(
                    "format",
                    "--config",
                    settings.toString(),
                    "--cluster-id",
                    cluster,
                    "--ignore-formatted"),
                ScramUsers.formatArguments(users))
            .toArray(String[]::new);
    if (StorageTool.execute(arguments, new PrintStream(output, true, UTF_8)) != 0) {
      throw new StartFailedException("Kafka cannot format its log: " + output.toString(UTF_8));
    }
  }
}
