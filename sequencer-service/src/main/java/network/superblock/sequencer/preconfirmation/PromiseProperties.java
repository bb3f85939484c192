package network.superblock.sequencer.preconfirmation;

import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.protocol.Address;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how blocks are promised.
 *
 * @param slasher the slashing contract that promises name; without one none is made
 * @param domain what signatures cover before the commitment, 32 characters
 */
@ConfigurationProperties("superblock.sequencer.preconfirmation")
public record PromiseProperties(
    @Nullable String slasher, @DefaultValue("TAIKO_PRECONF_DOMAIN_PLACEHOLDER") String domain) {

  public PromiseProperties {
    if (slasher != null) {
      var _ = Address.fromHex(slasher);
    }
    var _ = SigningDomain.ofText(domain);
  }
}
