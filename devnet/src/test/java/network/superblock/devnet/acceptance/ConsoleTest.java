package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import network.superblock.devnet.browser.Chromium;
import network.superblock.devnet.browser.Page;
import network.superblock.devnet.rest.RestClient;
import network.superblock.protocol.XtId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of the console sees and does, in a real browser on the running network. */
@Timeout(300)
@ExtendWith(SharedNetwork.class)
class ConsoleTest {

  private static final Path PICTURES = Path.of("target", "console");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TRIES = 3;
  private static final int MOST_TABS = 40;

  private static Chromium browser;

  private final TestNetwork network;

  ConsoleTest(TestNetwork network) {
    this.network = network;
  }

  @BeforeAll
  static void start() {
    var program = Chromium.find();
    assumeTrue(program.isPresent(), "chromium is not on the PATH");
    browser = Chromium.start(program.orElseThrow());
  }

  @AfterAll
  static void stop() {
    if (browser != null) browser.close();
  }

  @Test
  void anXtThatIsSubmittedByKeyboardAloneIsSeenToReachL1() {
    var page = open(1280, 900);
    page.press("Tab");
    assertThat(page.focused()).as("the first stop").isEqualTo("skip");
    var xt = submitted(page, TRIES);
    var row = "[data-key=\"" + xt.get("xtId").asString() + "\"]";
    assertThat(page.text(row + " .xt-own")).isEqualTo("your pingpong");
    assertThat(page.text(row + " .xt-chains")).contains("77777", "88888");
    assertThat(page.count(row + " .step[data-place=done]")).isEqualTo(6);

    var log = page.text("#log");
    assertThat(log).contains("77777 votes for xT", "88888 votes for xT");
    assertThat(log).containsPattern("slot \\d+ seals 1 xT");
    var superblock = xt.get("superblock").asString();
    await().atMost(SOON).until(() -> page.evaluate(finalCard(superblock)).asBoolean());
    assertThat(page.count(".lane")).isEqualTo(2);
    await().atMost(SOON).until(() -> page.count(".peers tbody tr") == 2);
    pictures(page);
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void aServiceThatGoesIsSaidSoAndComesBack() {
    var page = open(1280, 900);
    network.devnet().stop("xt-queue-service");
    awaitText(page, "#connection-text", "xt-queue-service unreachable");
    awaitText(page, "#announcer", "xt-queue-service is unreachable");
    assertThat(page.count("#service-xts[data-status=lost]")).isEqualTo(1);
    assertThat(page.text("#service-xts .service-status")).startsWith("unreachable");
    assertThat(page.count("[data-status=lost]")).as("it alone").isEqualTo(1);
    page.screenshot(PICTURES.resolve("unreachable.png"));

    network.devnet().restart("xt-queue-service");
    awaitText(page, "#connection-text", "all 8 services live");
    awaitText(page, "#announcer", "xt-queue-service is back");
    assertThat(page.text("#log")).contains("xt-queue-service is unreachable", "is back");
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void fitsAPhoneAndFollowsTheReadersColours() {
    var page = open(375, 812);
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing to scroll sideways")
        .isLessThanOrEqualTo(375);
    assertThat(background(page)).isEqualTo("rgb(246, 245, 242)");
    page.prefer("prefers-color-scheme", "dark");
    assertThat(background(page)).isEqualTo("rgb(16, 20, 27)");
    page.evaluate(
        "document.getElementById('theme').value = 'light';"
            + "document.getElementById('theme').dispatchEvent(new Event('change'))");
    assertThat(background(page)).as("the switch goes first").isEqualTo("rgb(246, 245, 242)");
    page.screenshot(PICTURES.resolve("phone.png"));
    page.evaluate("localStorage.clear()");
  }

  @Test
  void movesNothingForWhoWantsNoMotion() {
    var page = open(1280, 900);
    page.prefer("prefers-reduced-motion", "reduce");
    var animated =
        page.evaluate(
            "[...document.querySelectorAll('*')]"
                + ".filter(e => getComputedStyle(e).animationName !== 'none').length");
    assertThat(animated.asInt()).isZero();
  }

  @Test
  void aBrowserWithoutServerSentEventsIsToldWhatToDo() {
    var page = browser.open();
    page.beforeEverything("delete window.EventSource");
    page.visit(console());
    await().atMost(SOON).until(() -> !page.text("#banner").isEmpty());
    assertThat(page.text("#banner")).contains("EventSource", "./superblock tail slot");
    assertThat(page.text("#connection-text")).isEqualTo("not running");
  }

  /** Though all of them share a class path here. */
  @Test
  void noOtherServiceServesThePage() {
    var at = network.devnet().endpoints();
    for (var service : List.of(at.slotService(), at.xtQueueService(), at.superblockService()))
      try (var rest = new RestClient(service)) {
        assertThat(rest.get("/js/main.js").status()).as("%s", service).isEqualTo(404);
        assertThat(rest.get("/index.html").status()).as("%s", service).isEqualTo(404);
      }
  }

  private URI console() {
    return network.devnet().endpoints().console();
  }

  /** A new tab, in which everything is live. */
  private Page open(int width, int height) {
    var page = browser.open();
    page.resize(width, height);
    page.prefer("prefers-color-scheme", "light");
    page.visit(console());
    awaitText(page, "#connection-text", "all 8 services live");
    await().atMost(LIMIT).until(() -> page.count("#demo:not([hidden]) option") > 0);
    await().atMost(LIMIT).until(() -> page.count(".state:not([data-state=none])") == 1);
    return page;
  }

  private static void awaitText(Page page, String selector, String text) {
    await().atMost(LIMIT).until(() -> page.text(selector), text::equals);
  }

  /** Submits until a vote was in time, as a slow machine may be too late for one. */
  private JsonNode submitted(Page page, int tries) {
    var before = new HashSet<>(own(page));
    tabTo(page, "demo-send");
    page.press("Enter");
    await().atMost(LIMIT).until(() -> own(page).size() > before.size());
    var id = own(page).stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
    await()
        .atMost(LIMIT)
        .until(() ->
            page.count("[data-key=\"" + id + "\"]:is([data-status=finalized], [data-failed])")
                == 1);
    var report = network.queue().report(XtId.fromHex(id));
    if (report.get("status").asString().equals("FINALIZED")) return report;
    assertThat(tries).as("tries left after %s", report).isPositive();
    return submitted(page, tries - 1);
  }

  private static List<String> own(Page page) {
    var ids =
        page.evaluate(
            "JSON.stringify([...document.querySelectorAll('.xt')]"
                + ".filter(e => e.querySelector('.xt-own').textContent !== '')"
                + ".map(e => e.dataset.key))");
    return JsonMapper.shared()
        .readTree(ids.asString())
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static void tabTo(Page page, String id) {
    for (var tabs = 0; tabs < MOST_TABS && !page.focused().equals(id); tabs++) page.press("Tab");
    assertThat(page.focused()).as("reached by the Tab key").isEqualTo(id);
  }

  private static String finalCard(String superblock) {
    return "[...document.querySelectorAll('.superblock[data-status=finalized]')].some(e =>"
        + " e.querySelector('.sb-number').textContent === '#%s')".formatted(superblock);
  }

  private static String background(Page page) {
    return page.evaluate("getComputedStyle(document.body).backgroundColor").asString();
  }

  private static void pictures(Page page) {
    page.screenshot(PICTURES.resolve("light.png"));
    page.prefer("prefers-color-scheme", "dark");
    page.screenshot(PICTURES.resolve("dark.png"));
  }
}
