package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.bytes32;
import static network.superblock.contracts.Abi.bytes32s;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.uint256;
import static network.superblock.contracts.Abi.uint64;
import static network.superblock.contracts.ContractCall.returning;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.superblock.SuperblockHeader;
import org.web3j.abi.datatypes.StaticStruct;

/**
 * Calls of the settlement contract on L1. See SBCP sections 7 and 9.
 *
 * <p>A method that returns {@link Bytes} gives the input of a transaction that has no result.
 */
public final class SettlementContract {

  /** A superblock as the contract knows it; number 0 is genesis, in slot 0. */
  public record Head(SuperblockNumber number, Hash32 hash, Slot slot) {}

  /** What the contract keeps of a superblock. */
  public record Stored(Hash32 hash, Hash32 blocksRoot, Slot slot) {}

  private SettlementContract() {}

  /**
   * Creates the contract with genesis as its head.
   *
   * @param publisher may publish
   * @param authority may roll back and replace the publisher
   * @param genesisHash the hash of superblock 0, not zero
   */
  public static Bytes creation(Address publisher, Address authority, Hash32 genesisHash) {
    return ContractArtifact.SUPERBLOCK_SETTLEMENT.creation(
        address(publisher), address(authority), bytes32(genesisHash));
  }

  /** Appends a superblock. Only the publisher may. */
  public static Bytes publish(SuperblockHeader header) {
    return call("publish", tuple(header));
  }

  /** Makes {@code lastValid} the head again. Only the settlement authority may. */
  public static Bytes rollBack(SuperblockNumber lastValid) {
    return call("rollBack", uint64(lastValid.value()));
  }

  public static Bytes setPublisher(Address next) {
    return call("setPublisher", address(next));
  }

  /** The highest superblock that is not rolled back. */
  public static ContractCall<Head> head() {
    return new ContractCall<>(
        call("head"),
        Abi.types("uint64", "bytes32", "uint64"),
        values -> new Head(values.superblockNumber(), values.hash(), values.slot()));
  }

  /** A superblock that is not rolled back; the call reverts for any other. */
  public static ContractCall<Stored> superblock(SuperblockNumber number) {
    return new ContractCall<>(
        call("superblock", uint64(number.value())),
        Abi.types("bytes32", "bytes32", "uint64"),
        values -> new Stored(values.hash(), values.hash(), values.slot()));
  }

  /** The highest slot ever published; a rollback does not lower it. */
  public static ContractCall<Slot> lastSlot() {
    return returning("uint64", Values::slot, call("lastSlot"));
  }

  /** How many rollbacks there were. */
  public static ContractCall<Long> rollBackCount() {
    return returning("uint64", Values::number, call("rollBackCount"));
  }

  public static ContractCall<Address> publisher() {
    return returning("address", Values::address, call("publisher"));
  }

  public static ContractCall<Address> settlementAuthority() {
    return returning("address", Values::address, call("settlementAuthority"));
  }

  /**
   * Whether the superblock holds the block; false too when it is unknown or rolled back.
   *
   * @param proof siblings from the leaf to the root
   */
  public static ContractCall<Boolean> verifyL2Block(
      SuperblockNumber number, ChainId chain, BlockRef block, List<Hash32> proof) {
    return returning(
        "bool",
        Values::flag,
        call(
            "verifyL2Block",
            uint64(number.value()),
            uint256(chain),
            uint256(BigInteger.valueOf(block.number().value())),
            bytes32(block.hash()),
            bytes32s(proof)));
  }

  public static ContractCall<Hash32> superblockHash(SuperblockHeader header) {
    return returning("bytes32", Values::hash, call("superblockHash", tuple(header)));
  }

  private static StaticStruct tuple(SuperblockHeader header) {
    return new StaticStruct(
        uint64(header.number().value()),
        uint64(header.slot().value()),
        bytes32(header.parentHash()),
        bytes32(header.blocksRoot()),
        bytes32(header.xtsHash()));
  }
}
