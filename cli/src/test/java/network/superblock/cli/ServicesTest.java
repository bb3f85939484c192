package network.superblock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import network.superblock.embedded.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against answers as the services give them. */
@Timeout(120)
class ServicesTest {

  private static final String XT = "0x" + "ab".repeat(32);

  @TempDir private Path directory = Path.of("");
  private HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> answersOnce = new ConcurrentHashMap<>();
  private final Map<String, String> posted = new ConcurrentHashMap<>();
  private final Map<String, String> keysShown = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var asked = exchange.getRequestURI().toString();
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .ifPresent(shown -> keysShown.put(asked, shown));
          posted.put(asked, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          var once = answersOnce.remove(asked);
          var answer = once != null ? once : answers.get(asked);
          var body =
              answer != null
                  ? answer
                  : """
                  {"type":"urn:superblock:not-found","title":"Not found","status":404,\
                  "detail":"there is no such thing"}\
                  """;
          exchange.sendResponseHeaders(answer != null ? 200 : 404, 0);
          try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void showsAnObjectAndAListAndJson() {
    answers.put("/api/v1/slots/7", "{\"slot\":7,\"state\":\"FREE\",\"instances\":[]}");
    answers.put(
        "/api/v1/slots?limit=2", "{\"items\":[{\"slot\":7,\"state\":\"FREE\"},{\"slot\":6}]}");
    var one = Terminal.run("slots", "7", "--slot-service", url());
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("slot             7").contains("state            FREE");
    var list = Terminal.run("slots", "--limit", "2", "--slot-service", url());
    assertThat(list.lines()).containsExactly("slot 7  state FREE", "slot 6");
    var json = Terminal.run("slots", "7", "--json", "--slot-service", url());
    assertThat(json.out().strip()).isEqualTo(answers.get("/api/v1/slots/7"));
  }

  @Test
  void asksEachServiceForItsOwn() {
    answers.put("/api/v1/superblocks/latest", "{\"number\":3}");
    answers.put("/api/v1/chains/77777/blocks/latest", "{\"number\":5}");
    answers.put("/api/v1/xts?limit=20", "{\"items\":[]}");
    assertThat(Terminal.run("superblocks", "latest", "--superblock-service", url()).out())
        .contains("number           3");
    assertThat(Terminal.run("blocks", "77777", "latest", "--block-store-service", url()).out())
        .contains("number           5");
    assertThat(Terminal.run("xt", "list", "--xt-queue-service", url()).code()).isZero();
  }

  @Test
  void submitsAndWatches() throws IOException {
    answers.put("/api/v1/xts", "{\"xtId\":\"" + XT + "\",\"status\":\"QUEUED\"}");
    answers.put(
        "/api/v1/xts/" + XT,
        """
        {"status":"FINALIZED","final":true,
         "timeline":[{"status":"QUEUED"},{"status":"STARTED","slot":2}]}\
        """);
    var request = Files.writeString(directory.resolve("xt.json"), "{\"transactions\":[]}");
    var submitted = Terminal.run("xt", "submit", request.toString(), "--xt-queue-service", url());
    assertThat(submitted.out()).contains(XT);
    assertThat(posted.get("/api/v1/xts")).isEqualTo("{\"transactions\":[]}");
    var watched = Terminal.run("xt", "watch", XT, "--xt-queue-service", url());
    assertThat(watched.lines()).containsExactly("status QUEUED", "status STARTED  slot 2");
  }

  @Test
  void pausesResumesAndDrains() {
    answers.put("/api/v1/admission/pause", "{\"paused\":true}");
    answers.put("/api/v1/admission/resume", "{\"paused\":false}");
    assertThat(Terminal.run("pause", "--xt-queue-service", url()).out())
        .contains("paused           true");
    assertThat(Terminal.run("resume", "--xt-queue-service", url()).out())
        .contains("paused           false");
    for (var status :
        List.of(
            "QUEUED", "WITHDRAWING", "STARTED", "COMMITTED", "ABORTING", "INCLUDED", "PUBLISHED"))
      answers.put("/api/v1/xts?limit=1&status=" + status, "{\"items\":[]}");
    posted.clear();
    // Its first answer, and none after it.
    answersOnce.put("/api/v1/xts?limit=1&status=ABORTING", "{\"items\":[{}]}");
    var drained = Terminal.run("drain", "--xt-queue-service", url());
    assertThat(drained.code()).isZero();
    assertThat(drained.lines())
        .containsExactly("drained false  inside ABORTING", "drained true  inside ");
    assertThat(posted).containsKey("/api/v1/admission/pause");
  }

  @Test
  void makesAnApiKeyAndShowsIt() throws IOException {
    var file = directory.resolve("api.key").toString();
    var made =
        Terminal.run("keys", "api", file, "--name", "ops", "--role", "operate,submit", "--json");
    var key = Files.readString(directory.resolve("api.key")).strip();
    assertThat(key).startsWith("sbk_");
    assertThat(made.out())
        .containsPattern("ops operate,submit sha256:[0-9a-f]{64}")
        .doesNotContain(key);
    assertThat(Terminal.run("keys", "api", file, "--name", "x", "--role", "submit").err())
        .contains("a key is never overwritten");

    answers.put("/api/v1/admission/pause", "{\"paused\":true}");
    Terminal.run("pause", "--xt-queue-service", url());
    assertThat(keysShown).isEmpty();
    Terminal.run("pause", "--xt-queue-service", url(), "--api-key-file", file);
    assertThat(keysShown).containsEntry("/api/v1/admission/pause", "Bearer " + key);

    var none = directory.resolve("none").toString();
    assertThat(Terminal.run("pause", "--xt-queue-service", url(), "--api-key-file", none).err())
        .contains("the API key cannot be read from " + none);
    Files.writeString(directory.resolve("two"), "two words");
    var two = directory.resolve("two").toString();
    assertThat(Terminal.run("pause", "--xt-queue-service", url(), "--api-key-file", two).err())
        .contains("holds no API key")
        .doesNotContain("two words");
  }

  @Test
  void aSigningKeyIsReplacedOnceItIsFinal() throws IOException {
    var file = directory.resolve("service.key");
    Terminal.run("keys", "generate", file.toString());
    var old = Files.readString(file);
    var registry = "0x" + "12".repeat(20);
    var words = List.of("keys", "rotate", file.toString(), "--l1", url(), "--registry", registry);
    answers.put("/", "{\"result\":\"0x" + "0".repeat(64) + "\"}");
    var waiting = Terminal.run(with(words, "--service", "block-store-service"));
    assertThat(waiting.code()).isEqualTo(Exit.NO);
    assertThat(waiting.out()).contains("addPublisherKey(2, 0x");
    // isPublisherKey(uint8,address), and only what is final counts.
    assertThat(posted.get("/"))
        .contains("finalized", registry)
        .containsPattern("0x[0-9a-f]{8}0{63}2");
    assertThat(file).hasContent(old.strip());
    var next = Files.readString(directory.resolve("service.key.next"));

    answers.put("/", "{\"result\":\"0x" + "0".repeat(63) + "1\"}");
    assertThat(Terminal.run(with(words, "--service", "block-store-service")).code()).isZero();
    assertThat(Files.readString(file)).isEqualTo(next);
    assertThat(Files.readString(directory.resolve("service.key.old"))).isEqualTo(old);
    assertThat(directory.resolve("service.key.next")).doesNotExist();

    answers.put("/", "{\"result\":\"0x\"}");
    assertThat(Terminal.run(with(words, "--service", "block-store-service")).err())
        .contains("there is no registry at");
    assertThat(Terminal.run(with(words, "--service", "nobody")).err())
        .contains("there is no service nobody");
  }

  private static String[] with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void listsPeers() {
    answers.put(
        "/api/v1/peers", "[{\"id\":\"16Uiu2\",\"addresses\":[],\"score\":1.5,\"agent\":\"js\"}]");
    assertThat(Terminal.run("peers", "--p2p-gateway", url()).lines())
        .containsExactly("id 16Uiu2  score 1.5  agent js");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    var missing = Terminal.run("xt", "get", XT, "--xt-queue-service", url());
    assertThat(missing.code()).isEqualTo(Exit.NO);
    assertThat(missing.err())
        .contains("xt-queue-service answers 404: Not found: there is no such thing");
    var nobody =
        Terminal.run("slots", "--slot-service", "http://127.0.0.1:" + Port.findFree().number());
    assertThat(nobody.code()).isEqualTo(Exit.UNREACHABLE);
    assertThat(nobody.err()).contains("slot-service does not answer at http://127.0.0.1");
    var file = Files.writeString(directory.resolve("no.json"), "{");
    assertThat(Terminal.run("xt", "submit", file.toString()).err()).contains("is not JSON");
    assertThat(Terminal.run("xt", "submit", directory + "/none").err())
        .contains("there is no file");
    assertThat(Terminal.run("fly").code()).isEqualTo(Exit.USAGE);
  }

  @Test
  void makesAKeyOnceAndTheDoctorReadsIt() {
    var file = directory.resolve("key").toString();
    var made = Terminal.run("keys", "generate", file);
    assertThat(made.out()).contains("address").contains("0x");
    assertThat(Terminal.run("keys", "generate", file).err()).contains("a key is never overwritten");

    answers.put("/actuator/health/readiness", "{\"status\":\"UP\"}");
    answers.put(
        "/",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"number\":\"0x5\",\"timestamp\":\"0x5\"}}");
    var nobody = "127.0.0.1:" + Port.findFree().number();
    var doctor =
        Terminal.run(
            "doctor",
            "--kafka",
            nobody,
            "--slot-service",
            url(),
            "--xt-queue-service",
            url(),
            "--block-store-service",
            url(),
            "--superblock-service",
            "http://" + nobody,
            "--l1",
            url(),
            "--key",
            file,
            "--key",
            directory + "/none");
    assertThat(doctor.code()).isEqualTo(Exit.NO);
    assertThat(doctor.out())
        .contains("BAD  kafka " + nobody + " does not answer")
        .contains("ok   slot-service " + url() + " is ready")
        .contains("BAD  superblock-service http://" + nobody + " does not answer")
        .contains("ok   L1 " + url() + " block 5")
        .contains("ok   " + file + " is the key of 0x")
        .contains("BAD  " + directory + "/none is no signing key");
  }

  @Test
  void completesCommandsInTheShell() {
    assertThat(Terminal.run("generate-completion").out()).contains("complete -F");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
