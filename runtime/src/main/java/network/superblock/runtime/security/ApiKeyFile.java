package network.superblock.runtime.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.runtime.lifecycle.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The file of keys, read again while the service runs. It is read and compared instead of watched:
 * a mounted Secret changes by a link to another folder, of which file watchers tell nothing.
 */
final class ApiKeyFile implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ApiKeyFile.class);

  private final Path file;
  private final Duration interval;
  private volatile ApiKeys inForce;
  private String text;
  private String complaint = "";
  private volatile @Nullable Thread thread;

  /**
   * Reads the file for the first time.
   *
   * @param interval between looks at it
   * @throws IllegalArgumentException if it is missing or cannot be understood
   */
  ApiKeyFile(Path file, Duration interval) {
    this.file = file;
    this.interval = interval;
    try {
      text = Files.readString(file);
      inForce = ApiKeys.parse(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "superblock.security.keys-file cannot be read: "
              + file
              + ". Mount a file with a line for each key, as `superblock keys api` prints it",
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "superblock.security.keys-file " + file + ", " + e.getMessage(), e);
    }
    log.info("API keys in force: {}", inForce);
  }

  ApiKeys inForce() {
    return inForce;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) return;
    thread = Thread.ofVirtual().name("api-keys").start(this::run);
  }

  @Override
  public synchronized void stop() {
    var running = thread;
    thread = null;
    if (running != null) running.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What cannot be read changes nothing: the keys before it stay in force. */
  void look() {
    try {
      var now = Files.readString(file);
      if (now.equals(text)) {
        complaint = "";
        return;
      }
      inForce = ApiKeys.parse(now);
      text = now;
      complaint = "";
      log.info("API keys in force from now on: {}", inForce);
    } catch (IOException | IllegalArgumentException e) {
      var reason = Reason.of(e);
      // Once, not at every look.
      if (!reason.equals(complaint))
        log.error(
            "The API keys before stay in force ({}): {} cannot be used: {}", inForce, file, reason);
      complaint = reason;
    }
  }
}
