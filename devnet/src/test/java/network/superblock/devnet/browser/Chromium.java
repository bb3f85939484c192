package network.superblock.devnet.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Patience;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium of its own: with an empty profile, and with no way to anything but loopback. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Path profile;
  private final Process process;
  private final DevTools tools;

  private Chromium(Path profile, Process process, DevTools tools) {
    this.profile = profile;
    this.process = process;
    this.tools = tools;
  }

  /** The program on the PATH. */
  public static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it and waits until it can be told what to do. */
  public static Chromium start(Path program) {
    try {
      var profile = Files.createTempDirectory("superblock-chromium");
      var process =
          new ProcessBuilder(command(program, profile))
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("output.log").toFile())
              .start();
      var address = profile.resolve("DevToolsActivePort");
      if (!Patience.until(TO_START, () -> !process.isAlive() || lines(address).size() >= 2))
        throw new IllegalStateException("chromium does not start: " + output(profile));
      if (!process.isAlive())
        throw new IllegalStateException("chromium has ended: " + output(profile));
      var at = lines(address);
      var uri = URI.create("ws://127.0.0.1:" + at.get(0) + at.get(1));
      return new Chromium(profile, process, DevTools.connect(uri));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path program, Path profile) {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--force-color-profile=srgb",
                // Whatever it would like to ask for at home, it finds nobody.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"));
    // Its sandbox refuses to work for root, as in a container.
    if ("root".equals(System.getProperty("user.name"))) command.add("--no-sandbox");
    command.add("about:blank");
    return command;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(Path profile) {
    return String.join("\n", lines(profile.resolve("output.log")));
  }

  /** A new tab. */
  public Page open() {
    var json = JsonMapper.shared();
    var target =
        tools
            .ask("", "Target.createTarget", json.createObjectNode().put("url", "about:blank"))
            .get("targetId")
            .asString();
    var attach = json.createObjectNode().put("targetId", target).put("flatten", true);
    return new Page(
        tools, tools.ask("", "Target.attachToTarget", attach).get("sessionId").asString());
  }

  @Override
  public void close() {
    tools.close();
    // Its children write to the profile for a moment longer than it lives.
    var children = process.descendants().toList();
    process.destroy();
    if (!hasEnded(process.toHandle())) process.destroyForcibly();
    for (var child : children) if (!hasEnded(child)) child.destroyForcibly();
    if (!Patience.until(TO_END, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
      throw new IllegalStateException("chromium does not end");
    DataDirectory.delete(profile);
  }

  private static boolean hasEnded(ProcessHandle process) {
    return Patience.until(TO_END, () -> !process.isAlive());
  }
}
