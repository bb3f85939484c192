package network.superblock.sequencer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.sequencer.evm.StateDiff;
import network.superblock.sequencer.evm.Trace;
import network.superblock.sequencer.transaction.Account;
import network.superblock.wire.transaction.Transaction;

/**
 * The rollup's execution node, as its sequencer needs it. The sequencer is the only one that moves
 * the node's head. Every method blocks until the node has answered.
 *
 * <p>Every method throws {@link NodeUnavailableException} when no answer comes, and {@link
 * NodeRefusedException} when the node says no.
 */
public interface ExecutionNode {

  /** The newest block. */
  BlockHeader head();

  /** The block of this height on the node's chain; empty above the head. */
  Optional<BlockHeader> header(BlockNumber number);

  /** What is fixed of the block after {@code parent}. */
  BlockEnvironment environmentAfter(BlockHeader parent, Instant timestamp);

  /** An account as of a block. */
  default Account account(Address address, BlockNumber at) {
    return accounts(List.of(address), at).getFirst();
  }

  /** Accounts as of a block, in the order asked for. */
  List<Account> accounts(List<Address> addresses, BlockNumber at);

  /** Words of an account's storage as of a block, in the order asked for. */
  List<Hash32> storage(Address account, List<Hash32> slots, BlockNumber at);

  /**
   * Runs a transaction on the parent's state, changed by {@code state}. The node is asked neither
   * for the nonce nor for the fees to be right.
   */
  Trace trace(BlockEnvironment block, StateDiff state, Address sender, Transaction transaction);

  /**
   * Mines a block of these transactions, in this order, on the head. The node may leave out
   * transactions that turned out invalid, and cannot be told all of the environment: compare.
   */
  MinedBlock mine(BlockEnvironment block, List<Bytes> transactions);

  /** Takes back every block above {@code number}, which must not be above the head. */
  void revertTo(BlockNumber number);

  /** EIP-1186 proofs of an account and of some of its storage under a block's state root. */
  AccountProof prove(Address account, List<Hash32> slots, BlockNumber at);

  /**
   * What the node proves of an account.
   *
   * @param account the trie nodes from the state root to the account
   */
  record AccountProof(List<Bytes> account, List<StorageProof> slots) {
    public AccountProof {
      account = List.copyOf(account);
      slots = List.copyOf(slots);
    }
  }
}
