package network.superblock.runtime.settings;

import network.superblock.protocol.SlotSchedule;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.signature.Signer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The network that a service belongs to, and who it is there. */
@AutoConfiguration
@Conditional(OnNetwork.class)
@EnableConfigurationProperties({NetworkProperties.class, IdentityProperties.class})
public class SettingsAutoConfiguration {

  @Bean
  SlotSchedule slotSchedule(NetworkProperties network) {
    return network.schedule();
  }

  @Bean
  NetworkId networkId(NetworkProperties network) {
    return new NetworkId(network.id());
  }

  @Bean
  Sender sender(IdentityProperties identity) {
    return identity.identity();
  }

  @Bean
  Signer signer(IdentityProperties identity) {
    return identity.identitySigner();
  }

  @Bean
  EnvelopeSigner envelopeSigner(NetworkId network, Sender sender, Signer signer) {
    return new EnvelopeSigner(network, sender, signer);
  }
}
