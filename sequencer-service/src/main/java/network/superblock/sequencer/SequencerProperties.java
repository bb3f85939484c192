package network.superblock.sequencer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.sequencer.pool.PoolLimits;
import network.superblock.wire.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A sequencer's settings. The rollup is the one of the service's identity.
 *
 * @param node the execution node's JSON-RPC over HTTP; may hold a secret and is never logged
 * @param mailbox the mailbox contract's address
 * @param coordinatorKey the private key of the mailbox's coordinator in hex, from the environment
 *     alone; else {@code coordinatorKeyFile}
 * @param coordinatorKeyFile a file that holds it
 * @param nodeTimeout how long the node may take for an answer
 * @param voteMargin how much earlier than the publisher the sequencer gives an xT up
 * @param verdictInterval how long to wait for a verdict before the block is sent again
 * @param retention how long a local transaction is kept after its block became final on L1. A
 *     settlement rollback may void any final block, so it must reach as far back as settlement may
 *     roll back; the block store has the same setting
 * @param pool how many local transactions may wait
 */
@ConfigurationProperties("superblock.sequencer")
public record SequencerProperties(
    URI node,
    String mailbox,
    @Nullable String coordinatorKey,
    @Nullable Path coordinatorKeyFile,
    @DefaultValue("5s") Duration nodeTimeout,
    @DefaultValue("500ms") Duration voteMargin,
    @DefaultValue("2s") Duration verdictInterval,
    @DefaultValue("7d") Duration retention,
    @DefaultValue Pool pool) {

  /**
   * The local pool.
   *
   * @param transactions at most in all
   * @param perSender at most of one sender
   * @param priceBump by how many percent a replacement must pay more
   */
  public record Pool(
      @DefaultValue("4096") int transactions,
      @DefaultValue("64") int perSender,
      @DefaultValue("10") int priceBump) {

    PoolLimits limits() {
      return new PoolLimits(transactions, perSender, priceBump);
    }
  }

  public SequencerProperties {
    if (node == null) throw new IllegalArgumentException("superblock.sequencer.node is missing");
    if (mailbox == null)
      throw new IllegalArgumentException("superblock.sequencer.mailbox is missing");
    var _ = Address.fromHex(mailbox);
    if ((coordinatorKey == null) == (coordinatorKeyFile == null))
      throw new IllegalArgumentException(
          "superblock.sequencer needs either coordinator-key or coordinator-key-file, not both");
    if (!nodeTimeout.isPositive() || !verdictInterval.isPositive() || !retention.isPositive())
      throw new IllegalArgumentException(
          "node-timeout, verdict-interval and retention must be positive");
    var _ = pool.limits();
  }

  Address mailboxAddress() {
    return Address.fromHex(mailbox);
  }

  /**
   * The key that signs the coordinator's transactions.
   *
   * @throws IllegalArgumentException if it is not a private key or cannot be read
   */
  SigningKey coordinator() {
    if (coordinatorKey != null) return SigningKey.fromHex(coordinatorKey);
    if (coordinatorKeyFile == null) throw new IllegalStateException("neither key nor file");
    try {
      return SigningKey.read(coordinatorKeyFile);
    } catch (IOException e) {
      throw new IllegalArgumentException("the key file cannot be read: " + coordinatorKeyFile, e);
    }
  }

  SequencerRules rules(ChainId chain, SlotSchedule schedule) {
    return new SequencerRules(chain, schedule.scpTimer(), voteMargin);
  }

  /** Without keys and URLs. */
  @Override
  public String toString() {
    return "SequencerProperties[mailbox " + mailbox + "]";
  }
}
