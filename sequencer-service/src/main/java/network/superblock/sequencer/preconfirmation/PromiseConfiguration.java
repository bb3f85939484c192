package network.superblock.sequencer.preconfirmation;

import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.protocol.Address;
import network.superblock.protocol.SlotSchedule;
import network.superblock.sequencer.BlockPromises;
import network.superblock.wire.signature.Signer;
import network.superblock.wire.signature.SigningKey;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Promises blocks where a slasher is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PromiseProperties.class)
class PromiseConfiguration {

  @Bean
  BlockPromises blockPromises(
      PromiseProperties properties, MadePromises made, SlotSchedule schedule, Signer signer) {
    var slasher = properties.slasher();
    if (slasher == null) return BlockPromises.NONE;
    // Said at the start and not at the first block.
    var _ = keyOf(signer);
    var signatures = new CommitmentSignatures(SigningDomain.ofText(properties.domain()));
    return new SignedPromises(
        made, schedule, signatures, Address.fromHex(slasher), () -> keyOf(signer));
  }

  /** Other nodes check a promise's own digest, which a signer outside would hash once more. */
  private static SigningKey keyOf(Signer signer) {
    if (signer.current() instanceof SigningKey key) return key;
    throw new IllegalArgumentException(
        "superblock.sequencer.preconfirmation needs superblock.identity.key-file: a promise cannot"
            + " be signed outside this process");
  }
}
