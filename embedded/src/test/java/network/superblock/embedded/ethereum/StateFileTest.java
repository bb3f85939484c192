package network.superblock.embedded.ethereum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import network.superblock.embedded.StartFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  private static final String STATE = "{\"a\":[{\"}\":\"\\\"{\"}],\"b\":{}}";

  @TempDir private Path directory;

  @Test
  void noBeginningOfAStateIsWhole() {
    var bytes = STATE.getBytes(UTF_8);

    assertThat(StateFile.isWhole(bytes)).isTrue();
    for (var length = 0; length < bytes.length; length++) {
      assertThat(StateFile.isWhole(Arrays.copyOf(bytes, length))).isFalse();
    }
  }

  @Test
  void aCutOffFileIsReplacedByItsLastWholeCopy() throws IOException {
    var file = new StateFile(directory.resolve("state.json"));
    Files.writeString(file.path(), STATE);
    file.backUp();
    Files.writeString(file.path(), STATE.substring(0, 10));
    file.backUp();

    file.repair();

    assertThat(file.path()).hasContent(STATE);
  }

  @Test
  void aCutOffFileWithoutACopyIsNotThrownAway() throws IOException {
    var file = new StateFile(directory.resolve("state.json"));
    Files.writeString(file.path(), "{\"a\":");

    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(file::repair)
        .withMessageContaining("delete it to begin a new chain");
    assertThat(file.path()).hasContent("{\"a\":");
  }
}
