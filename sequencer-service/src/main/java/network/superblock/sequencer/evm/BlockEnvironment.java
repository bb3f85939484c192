package network.superblock.sequencer.evm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.wire.transaction.Wei;

/**
 * What slot and parent fix of a block before it has a transaction: every simulation and the sealed
 * block see the same.
 *
 * @param timestamp the slot's start, in whole seconds
 * @param randomness what PREVRANDAO gives
 */
public record BlockEnvironment(
    ChainId chain,
    BlockNumber number,
    Hash32 parent,
    Instant timestamp,
    Wei baseFee,
    Address feeRecipient,
    long gasLimit,
    Hash32 randomness) {

  public BlockEnvironment {
    // A genesis may lie between two seconds; a header cannot say so.
    timestamp = timestamp.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What was fixed of a block that exists. */
  public static BlockEnvironment of(ChainId chain, BlockHeader header) {
    return new BlockEnvironment(
        chain,
        header.number(),
        header.parent(),
        header.timestamp(),
        header.baseFee(),
        header.feeRecipient(),
        header.gasLimit(),
        header.randomness());
  }
}
