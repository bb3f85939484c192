package network.superblock.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Files of keys, good and bad, and services without one. */
@Timeout(60)
class ApiKeyTest {

  private static final String HASH = "ab".repeat(32);

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {}

  @TempDir Path directory;

  @Test
  void readsNamesAndRolesAndSkipsComments() {
    var keys =
        ApiKeys.parse("# ours\n\nops operate,submit sha256:" + HASH + "  # since spring\n").keys();
    assertThat(keys).hasToString("[ops [submit, operate]]");
    assertThat(keys.getFirst().may(Role.OPERATE)).isTrue();
    assertThat(keys.getFirst().may(Role.PUBLISH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ops operate                        | line 1: a key is <name> <role>
          ops king sha256:HASH               | line 1: there is no role king
          ops operate md5:HASH               | line 1: a key's hash is sha256:
          ops operate sha256:abc             | line 1: a key's hash is sha256:
          o/s operate sha256:HASH            | line 1: a key's name has letters
          """)
  void saysWhatIsWrongWithAFile(String line, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKeys.parse(line.replace("HASH", HASH)))
        .withMessageContaining(words)
        .withMessageNotContaining(HASH);
  }

  @Test
  void aNameIsThereOnce() {
    var line = "ops operate sha256:" + HASH + "\n";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKeys.parse(line + line))
        .withMessage("line 2: the name ops is there twice");
  }

  @Test
  void aFileWithoutKeysIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKeys.parse("# none\n"))
        .withMessage("it names no key");
  }

  @Test
  void aFileThatCannotBeReadLeavesTheKeysInForce() throws Exception {
    var path = directory.resolve("keys");
    Files.writeString(path, "ops operate sha256:" + HASH);
    var file = new ApiKeyFile(path, Duration.ofHours(1));
    Files.writeString(path, "ops operate");
    file.look();
    assertThat(file.inForce()).hasToString("[ops [operate]]");
    Files.delete(path);
    file.look();
    assertThat(file.inForce()).hasToString("[ops [operate]]");
    Files.writeString(path, "user submit sha256:" + HASH);
    file.look();
    assertThat(file.inForce()).hasToString("[user [submit]]");
  }

  @Test
  void noServiceStartsWithoutKeys() {
    assertThatThrownBy(() -> start(Map.of()))
        .rootCause()
        .hasMessageContaining("superblock.security.keys-file is missing")
        .hasMessageContaining("superblock.security.profile=devnet");
  }

  @Test
  void noServiceStartsWithAFileThatIsNotThere() {
    var file = directory.resolve("nothing").toString();
    assertThatThrownBy(() -> start(Map.of("superblock.security.keys-file", file)))
        .hasStackTraceContaining("superblock.security.keys-file cannot be read: " + file);
  }

  private static void start(Map<String, String> settings) {
    var all = new HashMap<String, Object>(settings);
    all.put("server.port", "0");
    ServiceApplication.start(App.class, "key-test", all).close();
  }
}
