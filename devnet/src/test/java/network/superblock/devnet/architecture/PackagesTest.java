package network.superblock.devnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every package of every module owes its reader. See STYLE.md, rule 9. */
class PackagesTest {

  private static final Set<String> SAYING_NOTHING =
      Set.of("util", "utils", "common", "helper", "helpers", "impl", "dto", "manager", "handler");

  /** A sentence or a few, and nothing but the package's declaration after it. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\A/\\*\\*.*\\.\\s*\\*/\\s*(@\\S+\\s+)*package .*", Pattern.DOTALL);

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    for (var folder : packages()) {
      var info = folder.resolve("package-info.java");
      assertThat(info).isRegularFile();
      assertThat(Files.readString(info)).as(info.toString()).matches(SENTENCE);
    }
  }

  @Test
  void noPackageHasANameThatSaysNothing() throws IOException {
    for (var folder : packages())
      assertThat(SAYING_NOTHING)
          .as(folder.toString())
          .doesNotContain(folder.getFileName().toString());
  }

  private static Set<Path> packages() throws IOException {
    var found = new TreeSet<Path>();
    try (var modules = Files.newDirectoryStream(Path.of("..").toRealPath())) {
      for (var module : modules) {
        var sources = module.resolve("src/main/java");
        if (Files.isDirectory(sources)) found.addAll(packagesUnder(sources));
      }
    }
    return found;
  }

  private static Set<Path> packagesUnder(Path sources) throws IOException {
    var found = new TreeSet<Path>();
    try (var files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .forEach(found::add);
    }
    return found;
  }
}
