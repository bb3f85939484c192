package network.superblock.devnet.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One tab: what a person does in it, and what it shows. */
public final class Page {

  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "ArrowDown", 40);

  private final DevTools tools;
  private final String session;

  Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    for (var domain : List.of("Page", "Runtime", "Log", "Network"))
      tools.ask(session, domain + ".enable", object());
  }

  /** Goes there; returns before the page has loaded. */
  public void visit(URI address) {
    tools.ask(session, "Page.navigate", object().put("url", address.toString()));
  }

  /** Runs a script before any of the page's own, in every document to come. */
  public void beforeEverything(String script) {
    tools.ask(session, "Page.addScriptToEvaluateOnNewDocument", object().put("source", script));
  }

  /** The value of an expression. */
  public JsonNode evaluate(String expression) {
    var result =
        tools.ask(
            session,
            "Runtime.evaluate",
            object().put("expression", expression).put("returnByValue", true));
    if (result.has("exceptionDetails"))
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    return result.get("result").path("value");
  }

  /** The text of the first element that a selector finds; empty for none. */
  public String text(String selector) {
    return evaluate("document.querySelector(" + quote(selector) + ")?.textContent ?? ''")
        .asString();
  }

  /** How many elements a selector finds. */
  public int count(String selector) {
    return evaluate("document.querySelectorAll(" + quote(selector) + ").length").asInt();
  }

  /** The id of the element that has the focus; else its name. */
  public String focused() {
    return evaluate(
            "document.activeElement.id || document.activeElement.className"
                + " || document.activeElement.tagName.toLowerCase()")
        .asString();
  }

  /** Presses a key. */
  public void press(String key) {
    var code = KEYS.get(key);
    if (code == null) throw new IllegalArgumentException("no key " + key);
    var press = object().put("type", "keyDown").put("key", key).put("windowsVirtualKeyCode", code);
    if (key.equals("Enter")) press.put("text", "\r");
    if (key.equals(" ")) press.put("text", " ");
    tools.ask(session, "Input.dispatchKeyEvent", press);
    tools.ask(
        session,
        "Input.dispatchKeyEvent",
        object().put("type", "keyUp").put("key", key).put("windowsVirtualKeyCode", code));
  }

  /** The window's size in CSS pixels. */
  public void resize(int width, int height) {
    tools.ask(
        session,
        "Emulation.setDeviceMetricsOverride",
        object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  /** A wish of the system's, such as {@code prefers-color-scheme: dark}. */
  public void prefer(String feature, String value) {
    var wishes = object();
    wishes.putArray("features").addObject().put("name", feature).put("value", value);
    tools.ask(session, "Emulation.setEmulatedMedia", wishes);
  }

  /** Writes the whole page as a picture. */
  public void screenshot(Path file) {
    var picture =
        tools.ask(
            session,
            "Page.captureScreenshot",
            object().put("format", "png").put("captureBeyondViewport", true));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(picture.get("data").asString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser complains about: failures of scripts, and what a policy has blocked. */
  public List<String> complaints() {
    var failures =
        tools.events(session, "Runtime.exceptionThrown").stream()
            .map(event -> event.at("/exceptionDetails/exception/description").asString("?"));
    var blocked =
        tools.events(session, "Log.entryAdded").stream()
            .map(event -> event.get("entry"))
            .filter(entry -> entry.path("source").asString("").equals("security"))
            .map(entry -> entry.path("text").asString(""));
    return java.util.stream.Stream.concat(failures, blocked).toList();
  }

  private static String quote(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
