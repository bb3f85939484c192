package network.superblock.preconfirmation.ssz;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/**
 * The promise of one L2 block.
 *
 * @param eop whether the sequencer's turn ends with it; only then may it carry no transactions
 * @param timestamp seconds since 1970, as all times of the container
 * @param anchorBlockNumber the L1 block that the L2 block refers to
 * @param rawTxListHash keccak256 of the compressed transaction list; zero for none
 * @param parentPreconfirmationHash {@link #hash()} of the promise before this one
 * @param submissionWindowEnd when the sequencer's slot ends
 */
public record Preconfirmation(
    boolean eop,
    UInt256 blockNumber,
    UInt256 timestamp,
    UInt256 gasLimit,
    Address coinbase,
    UInt256 anchorBlockNumber,
    Hash32 rawTxListHash,
    Hash32 parentPreconfirmationHash,
    UInt256 submissionWindowEnd,
    Address proverAuth,
    UInt256 proposalId) {

  /** Bytes on the wire. */
  public static final int SIZE = 297;

  /**
   * Reads exactly one.
   *
   * @throws MalformedSszException when the bytes are anything else
   */
  public static Preconfirmation decode(Bytes bytes) {
    return read(SszReader.exactly(SIZE, bytes, "a Preconfirmation"));
  }

  static Preconfirmation read(SszReader in) {
    return new Preconfirmation(
        in.bool(),
        in.uint256(),
        in.uint256(),
        in.uint256(),
        in.address(),
        in.uint256(),
        in.hash(),
        in.hash(),
        in.uint256(),
        in.address(),
        in.uint256());
  }

  public Bytes encode() {
    return write(new SszWriter(SIZE)).done();
  }

  /** What the next promise names as its parent: keccak256 of the encoding. */
  public Hash32 hash() {
    return Hash32.of(Keccak256.hash(encode().unsafeArray()));
  }

  public boolean namesTxList() {
    return !rawTxListHash.equals(Hash32.ZERO);
  }

  SszWriter write(SszWriter out) {
    return out.bool(eop)
        .uint256(blockNumber)
        .uint256(timestamp)
        .uint256(gasLimit)
        .address(coinbase)
        .uint256(anchorBlockNumber)
        .hash(rawTxListHash)
        .hash(parentPreconfirmationHash)
        .uint256(submissionWindowEnd)
        .address(proverAuth)
        .uint256(proposalId);
  }
}
