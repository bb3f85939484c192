package network.superblock.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Stream;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A connection that is kept is read again after each answer, whatever came in which order. */
@Timeout(60)
class KeepAliveTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class App {}

  @RestController
  static class Api {

    @GetMapping("/now")
    Mono<String> now() {
      return Mono.just("now\n");
    }

    @GetMapping("/later")
    Mono<String> later() {
      return Mono.just("later\n").subscribeOn(Schedulers.boundedElastic());
    }
  }

  @Test
  void answersAfterARequestThatHadToWait() throws Exception {
    try (var context =
            ServiceApplication.start(
                App.class,
                "keep-alive",
                Map.of("server.port", "0", "superblock.security.profile", "devnet"));
        var socket = new Socket(InetAddress.getLoopbackAddress(), port(context.getEnvironment()));
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      // A read of a socket is not interrupted by the test's time limit.
      socket.setSoTimeout(20_000);
      // At once: the second waits for the first, and is then answered on the spot.
      ask(socket, "/later", "/now");
      assertThat(in.lines().filter("later"::equals).findFirst()).isPresent();
      assertThat(in.lines().filter("now"::equals).findFirst()).isPresent();

      ask(socket, "/now");
      assertThat(in.lines().filter("now"::equals).findFirst()).isPresent();
    }
  }

  private static int port(Environment environment) {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  private static void ask(Socket socket, String... paths) throws IOException {
    var requests =
        Stream.of(paths)
            .map(path -> "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path))
            .reduce("", String::concat);
    socket.getOutputStream().write(requests.getBytes(US_ASCII));
  }
}
