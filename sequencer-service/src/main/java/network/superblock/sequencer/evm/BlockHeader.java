package network.superblock.sequencer.evm;

import java.time.Instant;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.wire.transaction.Wei;

/** A block's header: its fields in the order of its RLP. */
public final class BlockHeader {

  /** Up to the base fee; later forks append more. */
  private static final int MIN_FIELDS = 16;

  private static final int MAX_FIELDS = 32;

  private final RlpList fields;
  private final BlockRef ref;
  private final Hash32 parent;
  private final Address feeRecipient;
  private final Hash32 stateRoot;
  private final Hash32 transactionsRoot;
  private final long gasLimit;
  private final long gasUsed;
  private final Instant timestamp;
  private final Hash32 randomness;
  private final Wei baseFee;

  /**
   * @throws MalformedRlpException if the fields are not those of a header since EIP-1559
   */
  public BlockHeader(RlpList fields) throws MalformedRlpException {
    this.fields = fields.sized(MIN_FIELDS, MAX_FIELDS);
    this.parent = fields.string(0).toHash();
    this.feeRecipient = fields.string(2).toAddress();
    this.stateRoot = fields.string(3).toHash();
    this.transactionsRoot = fields.string(4).toHash();
    this.ref = new BlockRef(new BlockNumber(fields.string(8).toLong()), fields.hash());
    this.gasLimit = fields.string(9).toLong();
    this.gasUsed = fields.string(10).toLong();
    this.timestamp = Instant.ofEpochSecond(fields.string(11).toLong());
    this.randomness = fields.string(13).toHash();
    this.baseFee = new Wei(fields.string(15).toUint256());
  }

  public BlockRef ref() {
    return ref;
  }

  public BlockNumber number() {
    return ref.number();
  }

  /** Keccak-256 of the RLP. */
  public Hash32 hash() {
    return ref.hash();
  }

  public Hash32 parent() {
    return parent;
  }

  public Address feeRecipient() {
    return feeRecipient;
  }

  public Hash32 stateRoot() {
    return stateRoot;
  }

  public Hash32 transactionsRoot() {
    return transactionsRoot;
  }

  public long gasLimit() {
    return gasLimit;
  }

  public long gasUsed() {
    return gasUsed;
  }

  public Instant timestamp() {
    return timestamp;
  }

  /** What PREVRANDAO gave. */
  public Hash32 randomness() {
    return randomness;
  }

  public Wei baseFee() {
    return baseFee;
  }

  RlpList rlp() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader header && hash().equals(header.hash());
  }

  @Override
  public int hashCode() {
    return hash().hashCode();
  }

  @Override
  public String toString() {
    return "block " + number() + " " + hash();
  }
}
