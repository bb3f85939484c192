package network.superblock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void isGivenToOneJvmAtATime() throws IOException {
    try (var other = ForkedJvm.start(PortTest.class)) {
      var port = Integer.parseInt(other.awaitReady());
      assertThat(PortClaims.claim(port)).as("the other has it").isFalse();
      other.kill();
      assertThat(Patience.until(LIMIT, () -> PortClaims.claim(port))).isTrue();
      assertThat(PortClaims.claim(port)).as("this one has it").isFalse();
    }
  }

  @Test
  void namesAFixedOneThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Port.fixed(taken.getLocalPort());
      assertThatThrownBy(() -> port.startOn(_ -> "started"))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("port " + port.number() + " is in use");
    }
  }

  /** What runs in the other JVM. */
  public static void main(String[] arguments) {
    ForkedJvm.reportReady(Integer.toString(Port.findFree().number()));
    ForkedJvm.awaitKill();
  }
}
