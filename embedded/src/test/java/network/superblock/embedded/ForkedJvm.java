package network.superblock.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Another JVM with this one's class path, to be killed. */
public final class ForkedJvm implements AutoCloseable {

  private static final String READY = "ready ";

  private final Process process;

  private ForkedJvm(Process process) {
    this.process = process;
  }

  public static ForkedJvm start(Class<?> main, String... arguments) throws IOException {
    return start(Map.of(), main, arguments);
  }

  public static ForkedJvm start(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new ForkedJvm(builder.start());
  }

  /** Called in the other JVM: everything is done that was to be done before the kill. */
  public static void reportReady(String result) {
    System.out.println(READY + result);
  }

  /** Called in the other JVM: does nothing any more, and never returns. */
  public static void awaitKill() {
    while (true) LockSupport.park();
  }

  /** Waits until the other JVM is ready and returns its result. */
  public String awaitReady() throws IOException {
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) return line.substring(READY.length());
    }
    throw new AssertionError("the other JVM ended before it was ready");
  }

  /** Ends it as SIGKILL does: no shutdown hook runs. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
