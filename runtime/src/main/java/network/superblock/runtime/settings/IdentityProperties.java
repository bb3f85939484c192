package network.superblock.runtime.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import network.superblock.wire.Sender;
import network.superblock.wire.signature.Signer;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this service is in the network.
 *
 * @param sender its role and name, as {@code slot-service/a} or {@code sequencer/77777}
 * @param key its private key in hex, from the environment alone; else {@code keyFile}
 * @param keyFile a file that holds the private key in hex; read again while the service runs
 * @param reload how often the file is looked at
 * @param signer who holds the key outside this process; else {@code key} or {@code keyFile}
 */
@ConfigurationProperties("superblock.identity")
public record IdentityProperties(
    String sender,
    @Nullable String key,
    @Nullable Path keyFile,
    @DefaultValue("5s") Duration reload,
    @Nullable SignerProperties signer) {

  public IdentityProperties {
    if (sender == null || sender.isBlank())
      throw new IllegalArgumentException("superblock.identity.sender is missing");
    var _ = Sender.parse(sender);
    // An environment variable that is not set may come as an empty text.
    key = key == null || key.isBlank() ? null : key;
    keyFile = keyFile == null || keyFile.toString().isBlank() ? null : keyFile;
    if (!reload.isPositive())
      throw new IllegalArgumentException("superblock.identity.reload must be positive");
    if (Stream.of(key == null, keyFile == null, signer == null).filter(no -> !no).count() != 1)
      throw new IllegalArgumentException(
          "superblock.identity needs either key or key-file, and not both; or a signer");
  }

  public Sender identity() {
    return Sender.parse(sender);
  }

  /**
   * Who signs what the service writes.
   *
   * @throws IllegalArgumentException if it is not a private key or cannot be read
   */
  Signer identitySigner() {
    if (signer != null) return new RemoteSigner(signer);
    if (key != null) return SigningKey.fromHex(key);
    if (keyFile == null) throw new IllegalStateException("neither key nor file nor signer");
    return new SigningKeyFile(keyFile, reload);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "IdentityProperties[" + sender + "]";
  }
}
