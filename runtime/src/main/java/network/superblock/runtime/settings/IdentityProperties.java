package network.superblock.runtime.settings;

import java.io.IOException;
import java.nio.file.Path;
import network.superblock.wire.Sender;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who this service is in the network.
 *
 * @param sender its role and name, as {@code slot-service/a} or {@code sequencer/77777}
 * @param key its private key in hex, from the environment alone; else {@code keyFile}
 * @param keyFile a file that holds the private key in hex
 */
@ConfigurationProperties("superblock.identity")
public record IdentityProperties(String sender, @Nullable String key, @Nullable Path keyFile) {

  public IdentityProperties {
    if (sender == null || sender.isBlank())
      throw new IllegalArgumentException("superblock.identity.sender is missing");
    var _ = Sender.parse(sender);
    // An environment variable that is not set may come as an empty text.
    key = key == null || key.isBlank() ? null : key;
    keyFile = keyFile == null || keyFile.toString().isBlank() ? null : keyFile;
    if ((key == null) == (keyFile == null))
      throw new IllegalArgumentException(
          "superblock.identity needs either key or key-file, and not both");
  }

  public Sender identity() {
    return Sender.parse(sender);
  }

  /**
   * The key that signs what the service writes.
   *
   * @throws IllegalArgumentException if it is not a private key or cannot be read
   */
  public SigningKey signingKey() {
    if (key != null) return SigningKey.fromHex(key);
    if (keyFile == null) throw new IllegalStateException("neither key nor file");
    try {
      return SigningKey.read(keyFile);
    } catch (IOException e) {
      throw new IllegalArgumentException("the key file cannot be read: " + keyFile, e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "IdentityProperties[" + sender + "]";
  }
}
