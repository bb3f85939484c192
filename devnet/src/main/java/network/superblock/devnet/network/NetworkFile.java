package network.superblock.devnet.network;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import tools.jackson.databind.json.JsonMapper;

/** {@code network.json} in the data directory: what makes a second start the same network. */
public final class NetworkFile {

  private static final String NAME = "network.json";

  private final Path directory;

  public NetworkFile(Path directory) {
    this.directory = directory;
  }

  /** As it stands in the file; durations and instants in ISO 8601. */
  record Content(String id, String genesis, String genesisHash, String slot, int chains) {

    static Content of(NetworkFacts facts) {
      return new Content(
          facts.id(),
          facts.genesis().toString(),
          facts.genesisHash().toString(),
          facts.slot().toString(),
          facts.chains());
    }

    NetworkFacts facts() {
      return new NetworkFacts(
          id, Instant.parse(genesis), Hash32.fromHex(genesisHash), Duration.parse(slot), chains);
    }
  }

  /**
   * The network whose data is in the directory; empty before its first start.
   *
   * @throws IllegalStateException if the file cannot be understood
   */
  public Optional<NetworkFacts> read() {
    if (isMissing()) return Optional.empty();
    try {
      var content = JsonMapper.shared().readValue(Files.readString(path()), Content.class);
      return Optional.of(content.facts());
    } catch (RuntimeException e) {
      throw new IllegalStateException(path() + " is damaged: start with --clean", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path(), e);
    }
  }

  boolean isAt(Path other) {
    return other.equals(path());
  }

  void delete() throws IOException {
    Files.deleteIfExists(path());
  }

  boolean isMissing() {
    return !Files.exists(path());
  }

  /** Whole or not at all. */
  public void write(NetworkFacts facts) {
    try {
      Files.createDirectories(directory);
      var json = JsonMapper.shared().writerWithDefaultPrettyPrinter();
      var draft = directory.resolve(NAME + ".new");
      Files.writeString(draft, json.writeValueAsString(Content.of(facts)) + "\n");
      Files.move(draft, path(), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path(), e);
    }
  }

  private Path path() {
    return directory.resolve(NAME);
  }
}
