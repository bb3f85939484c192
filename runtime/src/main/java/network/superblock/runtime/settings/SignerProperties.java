package network.superblock.runtime.settings;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A signer outside this process, which speaks as Web3Signer does for Ethereum's first layer.
 *
 * @param url where it answers
 * @param publicKey the key to sign with: 64 bytes in hex, as the signer lists it
 * @param timeout how long a signature may take
 */
public record SignerProperties(URI url, String publicKey, @DefaultValue("2s") Duration timeout) {

  public SignerProperties {
    if (url == null)
      throw new IllegalArgumentException("superblock.identity.signer.url is missing");
    if (publicKey == null || !publicKey.matches("(0x)?(04)?[0-9a-fA-F]{128}"))
      throw new IllegalArgumentException(
          "superblock.identity.signer.public-key is 64 bytes in hex, as the signer lists it");
    publicKey = publicKey.substring(publicKey.length() - 128);
    if (!timeout.isPositive())
      throw new IllegalArgumentException("superblock.identity.signer.timeout must be positive");
  }
}
