package network.superblock.runtime.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FailpointsTest {

  private static final int PASSED = 7;
  private static final String IN_TESTS = "-D" + Failpoints.TEST_ONLY + "=true";

  @TempDir private Path directory;

  /** What a service's process does: it checks, then comes to a point and to one of a record. */
  static final class Passing {
    public static void main(String[] args) {
      Failpoints.requireAllowed();
      Failpoints.reach("here");
      Failpoints.reach("there", List.of("a string"));
      System.exit(PASSED);
    }
  }

  @Test
  void endsTheProcessAtTheArmedPointOnce() throws Exception {
    arm("here", "halt");
    assertThat(exitCode(IN_TESTS, inDirectory())).isEqualTo(137);
    assertThat(directory.resolve("here")).doesNotExist();
    assertThat(directory.resolve("here.reached")).exists();
    assertThat(exitCode(IN_TESTS, inDirectory())).isEqualTo(PASSED);
  }

  @Test
  void tellsPointsApartByWhatIsUnderWay() throws Exception {
    arm("there.String", "halt");
    assertThat(exitCode(IN_TESTS, inDirectory())).isEqualTo(137);
  }

  @Test
  void holdsTheProcessUntilItIsReleased() throws Exception {
    arm("here", "pause");
    var process = start(List.of(IN_TESTS, inDirectory()));
    while (!Files.exists(directory.resolve("here.reached")))
      assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
    Files.delete(directory.resolve("here.reached"));
    assertThat(process.waitFor()).isEqualTo(PASSED);
  }

  @Test
  void isOffWithoutADirectory() throws Exception {
    arm("here", "halt");
    assertThat(exitCode(IN_TESTS)).isEqualTo(PASSED);
  }

  @Test
  void refusesToStartWithADirectoryWhereNoTestSaysThatItIsOne() throws Exception {
    arm("here", "halt");
    assertThat(exitCode(inDirectory())).isEqualTo(1);
    assertThat(directory.resolve("here")).exists();
  }

  private void arm(String point, String action) throws IOException {
    Files.writeString(directory.resolve(point), action);
  }

  private String inDirectory() {
    return "-D" + Failpoints.DIRECTORY + "=" + directory;
  }

  private static int exitCode(String... flags) throws IOException, InterruptedException {
    return start(List.of(flags)).waitFor();
  }

  private static Process start(List<String> flags) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(flags);
    command.add(Passing.class.getName());
    return new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
  }
}
