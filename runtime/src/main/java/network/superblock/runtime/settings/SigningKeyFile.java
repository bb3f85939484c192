package network.superblock.runtime.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.wire.signature.Signature;
import network.superblock.wire.signature.Signer;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The key in a file, read again while the service runs, so that a key follows another without a
 * restart. The registry must know the new key before the file does.
 */
final class SigningKeyFile implements Signer, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SigningKeyFile.class);

  private final Path file;
  private final Duration interval;
  private volatile SigningKey inForce;
  private volatile @Nullable Thread thread;
  private String complaint = "";

  /**
   * Reads the key for the first time.
   *
   * @throws IllegalArgumentException if it is not a private key or cannot be read
   */
  SigningKeyFile(Path file, Duration interval) {
    this.file = file;
    this.interval = interval;
    try {
      this.inForce = SigningKey.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the key file cannot be read: " + file + "; superblock keys generate makes one", e);
    }
  }

  @Override
  public SigningKey current() {
    return inForce;
  }

  @Override
  public Address address() {
    return inForce.address();
  }

  @Override
  public Signature sign(Hash32 digest) {
    return inForce.sign(digest);
  }

  @Override
  public synchronized void start() {
    if (isRunning()) return;
    thread = Thread.ofVirtual().name("signing-key").start(this::run);
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

  /** What cannot be read changes nothing. */
  void look() {
    try {
      var now = SigningKey.read(file);
      complaint = "";
      if (now.address().equals(inForce.address())) return;
      log.info("signs with {} from now on, until now with {}", now.address(), inForce.address());
      inForce = now;
    } catch (IOException | IllegalArgumentException e) {
      var reason = Reason.of(e);
      if (!reason.equals(complaint))
        log.error("goes on with the key of {}: {}: {}", inForce.address(), file, reason);
      complaint = reason;
    }
  }

  @Override
  public String toString() {
    return inForce.toString();
  }
}
