package network.superblock.superblock;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.superblock.publishing.FeeRules;
import network.superblock.superblock.publishing.LaneRules;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.web3j.crypto.Credentials;

/**
 * How superblocks are published to L1.
 *
 * @param key the private key in hex of the L1 account that may publish, from the environment alone;
 *     else {@code keyFile}. No other process may send from that account
 * @param keyFile a file that holds it
 * @param poll how often L1 is looked at
 * @param maxInFlight how many transactions may wait for L1 at a time
 * @param replaceAfter after how many L1 blocks a transaction gets a higher fee
 * @param bumpPercent how much higher; nodes refuse less than 10
 * @param maxFeeGwei never more for a unit of gas, in gwei
 * @param maxPriorityFeeGwei never more than this of it for the block's producer, in gwei
 * @param maxGas never more gas for one superblock
 * @param gasBufferPercent how much more gas than estimated is allowed
 */
@ConfigurationProperties("superblock.publishing")
public record PublishingProperties(
    @Nullable String key,
    @Nullable Path keyFile,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("16") int maxInFlight,
    @DefaultValue("3") int replaceAfter,
    @DefaultValue("20") int bumpPercent,
    @DefaultValue("200") long maxFeeGwei,
    @DefaultValue("10") long maxPriorityFeeGwei,
    @DefaultValue("500000") long maxGas,
    @DefaultValue("25") int gasBufferPercent) {

  private static final long GWEI = 1_000_000_000;
  private static final String HEX_KEY = "(0x)?[0-9a-fA-F]{64}";

  public PublishingProperties {
    if ((key == null) == (keyFile == null))
      throw new IllegalArgumentException(
          "superblock.publishing needs either key or key-file, and not both");
    if (!poll.isPositive()) throw new IllegalArgumentException("poll must be positive");
    var _ = lane(maxInFlight, replaceAfter, bumpPercent, maxFeeGwei, maxPriorityFeeGwei);
    var _ = new GasRules(maxGas, gasBufferPercent);
  }

  LaneRules lane() {
    return lane(maxInFlight, replaceAfter, bumpPercent, maxFeeGwei, maxPriorityFeeGwei);
  }

  GasRules gas() {
    return new GasRules(maxGas, gasBufferPercent);
  }

  /**
   * The account that publishes.
   *
   * @throws IllegalArgumentException if the key is none or cannot be read
   */
  Credentials publisher() {
    var hex = key != null ? key : read();
    if (!hex.matches(HEX_KEY) || new BigInteger(hex.replaceFirst("0x", ""), 16).signum() == 0)
      throw new IllegalArgumentException("superblock.publishing: a private key is 64 hex digits");
    return Credentials.create(hex);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PublishingProperties[" + lane() + ", " + gas() + "]";
  }

  private String read() {
    if (keyFile == null) throw new IllegalStateException("neither key nor file");
    try {
      return Files.readString(keyFile).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the key file cannot be read: " + keyFile, e);
    }
  }

  private static LaneRules lane(
      int maxInFlight, int replaceAfter, int bumpPercent, long maxFee, long maxPriorityFee) {
    var fees =
        new FeeRules(
            Math.multiplyExact(maxFee, GWEI),
            Math.multiplyExact(maxPriorityFee, GWEI),
            bumpPercent);
    return new LaneRules(maxInFlight, replaceAfter, fees);
  }
}
