package network.superblock.blockstore;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator decides about the store.
 *
 * @param retention how long a block is kept after its superblock became final on L1. A settlement
 *     rollback may make any older block a head again, so it must reach as far back as settlement
 *     may roll back
 * @param heldPerChain how many blocks of a chain wait for their slot to be sealed at most
 */
@ConfigurationProperties("block-store")
public record BlockStoreProperties(
    @DefaultValue("7d") Duration retention, @DefaultValue("4") int heldPerChain) {

  public BlockStoreProperties {
    if (!retention.isPositive()) throw new IllegalArgumentException("retention must be positive");
    if (heldPerChain < 1)
      throw new IllegalArgumentException("a chain must be able to hold a block");
  }
}
