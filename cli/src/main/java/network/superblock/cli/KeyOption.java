package network.superblock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.superblock.cli.service.ApiKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The API key to show. Never an argument itself: everybody on the machine sees those in the list of
 * processes.
 */
final class KeyOption {

  static final String VARIABLE = "SUPERBLOCK_API_KEY";

  @Option(
      names = "--api-key-file",
      paramLabel = "<file>",
      description = "a file that holds the API key; else the variable " + VARIABLE)
  private @Nullable Path file;

  /**
   * The key to show, if there is one.
   *
   * @throws RefusedException if the file or the variable holds none
   */
  Optional<ApiKey> key() {
    try {
      if (file != null) return Optional.of(new ApiKey(Files.readString(file).strip()));
      return Optional.ofNullable(System.getenv(VARIABLE))
          .filter(value -> !value.isBlank())
          .map(value -> new ApiKey(value.strip()));
    } catch (IOException e) {
      throw new RefusedException("the API key cannot be read from " + file);
    } catch (IllegalArgumentException e) {
      var where = file == null ? VARIABLE : file.toString();
      throw new RefusedException(where + " holds no API key: an API key is one word");
    }
  }
}
