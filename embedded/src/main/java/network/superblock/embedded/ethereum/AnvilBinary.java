package network.superblock.embedded.ethereum;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.superblock.embedded.StartFailedException;

/**
 * Where to look for the node's program: where the system property {@value #PROPERTY} or the
 * variable {@value #VARIABLE} say, on the PATH, in the npm package that {@code contracts} pins.
 */
record AnvilBinary(
    Function<String, Optional<String>> setting, Path workingDirectory, String platform) {

  static final String PROPERTY = "superblock.anvil";
  static final String VARIABLE = "SUPERBLOCK_ANVIL";

  /** The search of this process. */
  static AnvilBinary ofThisProcess() {
    return new AnvilBinary(
        name ->
            Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name))),
        Path.of("").toAbsolutePath(),
        platformOf(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
  }

  /**
   * @throws StartFailedException when there is none, or none where the settings point to
   */
  Path find() {
    var told = setting.apply(PROPERTY).or(() -> setting.apply(VARIABLE)).map(Path::of);
    if (told.isPresent()) {
      return told.filter(Files::isExecutable)
          .orElseThrow(
              () -> new StartFailedException("no program at " + told.get() + ", see " + PROPERTY));
    }
    return Stream.concat(onPath(), inPackages())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new StartFailedException(
                "anvil not found: install Foundry or run npm ci in contracts/"));
  }

  private Stream<Path> onPath() {
    return setting.apply("PATH").stream()
        .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, "anvil"));
  }

  // A module's tests run in its own folder, the devnet in the repository's or anywhere below.
  private Stream<Path> inPackages() {
    var program = Path.of("node_modules", "@foundry-rs", "anvil-" + platform, "bin", "anvil");
    return Stream.iterate(workingDirectory, Objects::nonNull, Path::getParent)
        .flatMap(above ->
            Stream.of(above.resolve("contracts").resolve(program), above.resolve(program)));
  }

  private static String platformOf(String system, String architecture) {
    var kind = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    var arch =
        Map.of("aarch64", "arm64", "x86_64", "amd64").getOrDefault(architecture, architecture);
    return kind + "-" + arch;
  }
}
