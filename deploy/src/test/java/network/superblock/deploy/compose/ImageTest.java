package network.superblock.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import network.superblock.deploy.Programs;
import network.superblock.deploy.YamlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1"})
  void theHealthCheckAsksForReadiness(int status, int code) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(healthCheck(server.getAddress().getPort())).isEqualTo(code);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServiceThatDoesNotListenIsNotHealthy() throws IOException {
    // A port that no service has.
    assertThat(healthCheck(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "docker/devnet.Dockerfile"})
  void imagesRunAsNobodyAndHoldNoSecrets(String name) {
    var file = YamlFile.text(ROOT.resolve(name));
    var lines = file.lines().toList();
    assertThat(lines).contains("USER 10001:10001");
    // Nothing but the owner's own folder is made after the user is changed.
    assertThat(lines.subList(lines.indexOf("USER 10001:10001"), lines.size()))
        .noneMatch(line -> line.startsWith("RUN") || line.startsWith("COPY"));
    assertThat(file).doesNotContainPattern("(?i)(key|password|secret)=");
    assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK"));
  }

  /** What is copied must come through .dockerignore, which keeps out everything else. */
  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "docker/devnet.Dockerfile"})
  void whatIsCopiedIsInTheContext(String name) {
    var let =
        YamlFile.text(ROOT.resolve(".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line ->
                Pattern.compile(line.substring(1).replace(".", "\\.").replace("*", "[^/]*")))
            .toList();
    for (var line : YamlFile.text(ROOT.resolve(name)).lines().toList()) {
      if (!line.startsWith("COPY ") || line.contains("--from=")) continue;
      var source =
          line.split(" ", -1)[1].replace("${SERVICE}", "slot-service").replaceFirst("/$", "");
      assertThat(let)
          .as(source)
          .anyMatch(pattern -> pattern.matcher(source.replace("*", "0.1.0")).matches());
    }
    assertThat(ROOT.resolve("docker/healthcheck.sh")).exists();
  }

  private static int healthCheck(int port) throws IOException {
    var script = ROOT.resolve("docker/healthcheck.sh").toString();
    return Programs.runAnyway(ROOT, List.of("env", "SERVICE_PORT=" + port, "bash", script)).code();
  }
}
