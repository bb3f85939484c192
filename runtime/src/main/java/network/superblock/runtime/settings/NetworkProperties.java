package network.superblock.runtime.settings;

import java.time.Duration;
import java.time.Instant;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.Ledger;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The network that a service belongs to. Every service of one network must agree on all of it.
 *
 * @param id names the network; part of what is signed, so that no message counts in another one
 * @param genesis when slot 1 starts; aligned with an Ethereum slot, never the time of a start
 * @param genesisHash the parent of the first superblock; not zero
 * @param slotDuration a slot's length
 * @param sealCutover how far into the slot it stops taking xTs
 * @param scpTimer how long the participants of an xT have to vote
 */
@ConfigurationProperties("superblock.network")
public record NetworkProperties(
    String id,
    Instant genesis,
    String genesisHash,
    @DefaultValue("12s") Duration slotDuration,
    @DefaultValue("8s") Duration sealCutover,
    @DefaultValue("3s") Duration scpTimer) {

  public NetworkProperties {
    if (id == null || id.isBlank()) throw new IllegalArgumentException("network id is missing");
    if (genesis == null) throw new IllegalArgumentException("network genesis is missing");
    if (genesisHash == null
        || genesisHash.isBlank()
        || Hash32.fromHex(genesisHash).equals(Hash32.ZERO))
      throw new IllegalArgumentException("network genesis hash is missing or zero");
    var _ = new SlotSchedule(genesis, slotDuration, sealCutover, scpTimer);
  }

  public SlotSchedule schedule() {
    return new SlotSchedule(genesis, slotDuration, sealCutover, scpTimer);
  }

  /** Where the network stands before its first superblock. */
  public Ledger genesisLedger() {
    return Ledger.genesis(Hash32.fromHex(genesisHash));
  }
}
