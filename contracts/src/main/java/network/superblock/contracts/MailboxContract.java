package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.bytes;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.uint256;
import static network.superblock.contracts.Abi.uint64;
import static network.superblock.contracts.ContractCall.returning;

import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxKey;
import network.superblock.protocol.mailbox.MailboxMessage;

/**
 * Calls of a rollup's mailbox. See SBCP section 8.
 *
 * <p>A method that returns {@link Bytes} gives the input of a transaction that has no result.
 */
public final class MailboxContract {

  private MailboxContract() {}

  public static Bytes creation(Address coordinator) {
    return ContractArtifact.MAILBOX.creation(address(coordinator));
  }

  /** Reads a message as its receiver: the destination and receiver are the chain and the caller. */
  public static ContractCall<Bytes> read(MailboxHeader header) {
    return returning(
        "bytes",
        Values::bytes,
        call(
            "read",
            uint256(header.source()),
            address(header.sender()),
            uint256(header.session()),
            bytes(header.label())));
  }

  /** Writes a message as its sender: the source and sender are the chain and the caller. */
  public static Bytes write(MailboxMessage message) {
    MailboxHeader header = message.header();
    return call(
        "write",
        uint256(header.destination()),
        address(header.receiver()),
        uint256(header.session()),
        bytes(header.label()),
        bytes(message.data()));
  }

  /** Delivers a message. Only the coordinator may. */
  public static Bytes putInbox(MailboxMessage message) {
    MailboxHeader header = message.header();
    return call(
        "putInbox",
        uint256(header.source()),
        address(header.sender()),
        address(header.receiver()),
        uint256(header.session()),
        bytes(header.label()),
        bytes(message.data()));
  }

  /** Says which slot the block belongs to. Only the coordinator may; slots increase. */
  public static Bytes recordSlot(Slot slot) {
    return call("recordSlot", uint64(slot.value()));
  }

  public static Bytes setCoordinator(Address next) {
    return call("setCoordinator", address(next));
  }

  public static ContractCall<Address> coordinator() {
    return returning("address", Values::address, call("coordinator"));
  }

  public static ContractCall<Slot> recordedSlot() {
    return returning("uint64", Values::slot, call("recordedSlot"));
  }

  /** How many messages were folded into any root of the chain, ever. */
  public static ContractCall<Long> foldCount() {
    return returning("uint256", Values::number, call("foldCount"));
  }

  public static ContractCall<Hash32> inboxRoot(ChainId source) {
    return returning("bytes32", Values::hash, call("inboxRoot", uint256(source)));
  }

  public static ContractCall<Hash32> outboxRoot(ChainId destination) {
    return returning("bytes32", Values::hash, call("outboxRoot", uint256(destination)));
  }

  public static ContractCall<MailboxKey> messageKey(MailboxHeader header) {
    return returning(
        "bytes32",
        values -> new MailboxKey(values.hash()),
        call(
            "messageKey",
            uint256(header.source()),
            uint256(header.destination()),
            address(header.sender()),
            address(header.receiver()),
            uint256(header.session()),
            bytes(header.label())));
  }
}
