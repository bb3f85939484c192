package network.superblock.embedded.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.superblock.embedded.StartFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilBinaryTest {

  @TempDir private Path directory;

  @Test
  void saysHowToGetAMissingProgram() {
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> search(Map.of("PATH", "/nowhere")).find())
        .withMessage("anvil not found: install Foundry or run npm ci in contracts/");
  }

  @Test
  void refusesASettingThatPointsToNothing() {
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> search(Map.of(AnvilBinary.VARIABLE, "/nowhere/anvil")).find())
        .withMessageContaining("no program at /nowhere/anvil");
  }

  @Test
  void prefersTheSettingToThePathAndThePathToThePackage() throws IOException {
    var set = program("set/anvil");
    var onPath = program("bin/anvil");
    var packaged = program("contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    var path = directory.resolve("other") + ":" + onPath.getParent();

    assertThat(search(Map.of(AnvilBinary.PROPERTY, set.toString(), "PATH", path)).find())
        .isEqualTo(set);
    assertThat(search(Map.of("PATH", path)).find()).isEqualTo(onPath);
    assertThat(search(Map.of()).find()).isEqualTo(packaged);
  }

  private AnvilBinary search(Map<String, String> settings) {
    return new AnvilBinary(
        name -> Optional.ofNullable(settings.get(name)),
        directory.resolve("devnet/target"),
        "linux-amd64");
  }

  private Path program(String name) throws IOException {
    var file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
