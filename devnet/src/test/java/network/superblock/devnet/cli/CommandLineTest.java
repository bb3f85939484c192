package network.superblock.devnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import network.superblock.devnet.network.DataLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new SuperblockCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @ParameterizedTest
  @CsvSource({
    "--slot, 1s, 'whole seconds, two or more'",
    "--slot, 500ms, 'whole seconds, two or more'",
    "--slot, -6, 'whole seconds, two or more'",
    "--chains, 1, a devnet has 2 to 8 rollups",
    "--chains, 9, a devnet has 2 to 8 rollups",
    "--chains, many, a devnet has 2 to 8 rollups",
    "--submit, pong, no demo 'pong'",
    "--wrong, x, Unknown option"
  })
  void refusesAWrongOptionWithTheReason(String option, String value, String reason) {
    assertThat(run("devnet", "--data", data.toString(), option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void refusesToSubmitWhereNoNetworkWasStarted() {
    assertThat(run("submit", "pingpong", "--data", data.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("There is no network in " + data);
  }

  @Test
  void refusesToSubmitADemoThatIsNone() {
    assertThat(run("submit", "pong")).isEqualTo(2);
    assertThat(run("submit")).isEqualTo(2);
    assertThat(run("submit", "pingpong", "--user", "16")).isEqualTo(2);
    assertThat(err.toString()).contains("no demo 'pong'", "<demo>", "users 0 to 15");
  }

  @Test
  void refusesASecondDevnetInTheSameDirectory() throws IOException {
    try (var _ = DataLock.take(data)) {
      assertThat(run("devnet", "--clean", "--data", data.toString())).isEqualTo(1);
      assertThat(out.toString()).contains("a devnet is running in " + data);
    }
  }

  @Test
  void refusesToCleanWhatIsNoNetwork() throws IOException {
    var letter = Files.writeString(data.resolve("letter.txt"), "to keep");
    assertThat(run("devnet", "--clean", "--data", data.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("holds no network, but letter.txt");
    assertThat(letter).exists();
  }
}
