package network.superblock.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.protocol.SlotSchedule;
import network.superblock.wire.Sender;
import network.superblock.wire.signature.Signer;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SettingsTest {

  private static final String KEY = "22".repeat(32);

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(SettingsAutoConfiguration.class))
          .withPropertyValues(
              "superblock.network.id=test",
              "superblock.network.genesis=2026-01-01T00:00:00Z",
              "superblock.network.genesis-hash=0x" + "11".repeat(32),
              "superblock.identity.sender=slot-service/a",
              "superblock.identity.key=" + KEY);

  @TempDir Path directory;

  @Test
  void giveTheScheduleAndTheIdentity() {
    runner.run(context -> {
      assertThat(context).hasNotFailed();
      assertThat(context.getBean(SlotSchedule.class).duration()).isEqualTo(Duration.ofSeconds(12));
      assertThat(context.getBean(Sender.class).id()).isEqualTo("slot-service/a");
      assertThat(context.getBean(IdentityProperties.class).toString()).doesNotContain(KEY);
      assertThat(context.getBean(Signer.class).toString()).doesNotContain(KEY);
    });
  }

  @Test
  void readTheKeyFromAFile() throws Exception {
    var file = Files.writeString(directory.resolve("key"), "0x" + KEY + "\n");
    runner
        .withPropertyValues("superblock.identity.key=", "superblock.identity.key-file=" + file)
        .run(context ->
            assertThat(context.getBean(Signer.class).address())
                .isEqualTo(SigningKey.fromHex(KEY).address()));
  }

  @ParameterizedTest
  @CsvSource({
    "superblock.network.id=, network id is missing",
    "superblock.network.genesis=, network genesis is missing",
    "superblock.network.genesis-hash=, network genesis hash is missing or zero",
    "superblock.network.scp-timer=9s, SCP timer must be shorter than the seal cutover",
    "superblock.network.seal-cutover=12s, seal cutover must lie before the slot's end",
    "superblock.identity.sender=, superblock.identity.sender is missing",
    "superblock.identity.sender=nobody, not a sender: nobody",
    "superblock.identity.key=, needs either key or key-file",
    "superblock.identity.key=00, a private key is 64 hex digits",
    "superblock.identity.key-file=/x, and not both",
  })
  void sayWhatIsWrong(String setting, String words) {
    runner
        .withPropertyValues(setting)
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining(words)
                .hasMessageNotContaining(KEY));
  }
}
