// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMailbox} from "./IMailbox.sol";

/// @title Messages of cross-chain transactions, in and out of one rollup.
/// @notice Sits at the same address on every rollup. See SBCP section 8.
/// @dev The order of the state variables is a promise: EIP-1186 proofs address the slots by number.
/// Append, never reorder. README.md documents the layout, Mailbox.json carries it, a test proves it.
contract Mailbox is IMailbox {
    enum Delivery {
        None,
        Delivered,
        Consumed
    }

    struct InboxMessage {
        Delivery delivery;
        bytes data;
    }

    /// @notice How many messages were folded into any root of this chain, ever. Storage slot 0.
    uint256 public foldCount;

    /// @notice The fold of all messages consumed from a chain, by its chain id. Storage slot 1.
    mapping(uint256 chainMessageSender => bytes32) public inboxRoot;

    /// @notice The fold of all messages written to a chain, by its chain id. Storage slot 2.
    mapping(uint256 chainMessageRecipient => bytes32) public outboxRoot;

    /// @notice The slot of the block that recorded one last. Storage slot 3, low 8 bytes.
    uint64 public recordedSlot;

    /// @notice The key that delivers messages and records slots. Storage slot 3, the next 20 bytes.
    address public coordinator;

    /// @dev Storage slot 4.
    mapping(bytes32 key => InboxMessage) private _inbox;

    /// @dev Storage slot 5.
    mapping(bytes32 key => bool) private _written;

    modifier onlyCoordinator() {
        require(msg.sender == coordinator, NotCoordinator(msg.sender));
        _;
    }

    constructor(address initialCoordinator) {
        _setCoordinator(initialCoordinator);
    }

    /// @inheritdoc IMailbox
    function read(
        uint256 chainMessageSender,
        address sender,
        uint256 sessionId,
        bytes calldata label
    ) external returns (bytes memory data) {
        bytes32 key = messageKey(
            chainMessageSender, block.chainid, sender, msg.sender, sessionId, label
        );
        InboxMessage storage message = _inbox[key];
        require(
            message.delivery != Delivery.None,
            MessageNotFound(
                chainMessageSender, block.chainid, sender, msg.sender, sessionId, label
            )
        );
        data = message.data;
        // The sender's chain folded this message once. Folding again here would part the roots for ever.
        if (message.delivery == Delivery.Delivered) {
            message.delivery = Delivery.Consumed;
            inboxRoot[chainMessageSender] = _fold(inboxRoot[chainMessageSender], key, data);
            emit MessageConsumed(key, chainMessageSender, msg.sender, sender, sessionId, label, data);
        }
    }

    /// @inheritdoc IMailbox
    function write(
        uint256 chainMessageRecipient,
        address receiver,
        uint256 sessionId,
        bytes calldata label,
        bytes calldata data
    ) external {
        require(
            chainMessageRecipient != 0 && chainMessageRecipient < 1 << 63
                && chainMessageRecipient != block.chainid,
            InvalidRecipientChain(chainMessageRecipient)
        );
        bytes32 key = messageKey(
            block.chainid, chainMessageRecipient, msg.sender, receiver, sessionId, label
        );
        require(!_written[key], MessageExists(key));
        _written[key] = true;
        outboxRoot[chainMessageRecipient] = _fold(outboxRoot[chainMessageRecipient], key, data);
        emit MessageWritten(key, chainMessageRecipient, msg.sender, receiver, sessionId, label, data);
    }

    /// @notice Delivers a message from another chain, to be read by its receiver.
    function putInbox(
        uint256 chainMessageSender,
        address sender,
        address receiver,
        uint256 sessionId,
        bytes calldata label,
        bytes calldata data
    ) external onlyCoordinator {
        bytes32 key = messageKey(
            chainMessageSender, block.chainid, sender, receiver, sessionId, label
        );
        InboxMessage storage message = _inbox[key];
        require(message.delivery == Delivery.None, MessageExists(key));
        message.delivery = Delivery.Delivered;
        message.data = data;
        emit MessageDelivered(key, chainMessageSender, receiver, sender, sessionId, label, data);
    }

    /// @notice Says which slot this block belongs to; the coordinator's first transaction of a block.
    function recordSlot(uint64 slot) external onlyCoordinator {
        require(slot > recordedSlot, SlotNotIncreasing(recordedSlot, slot));
        recordedSlot = slot;
        emit SlotRecorded(slot);
    }

    /// @notice Hands the role to another key. The contract's address is shared by all rollups, so a key
    /// that leaked must be replaceable without a new deployment.
    function setCoordinator(address next) external onlyCoordinator {
        _setCoordinator(next);
    }

    /// @notice The key of a message, from its six header fields.
    function messageKey(
        uint256 chainMessageSender,
        uint256 chainMessageRecipient,
        address sender,
        address receiver,
        uint256 sessionId,
        bytes calldata label
    ) public pure returns (bytes32) {
        return keccak256(
            abi.encodePacked(
                chainMessageSender, chainMessageRecipient, sender, receiver, sessionId, label
            )
        );
    }

    function _fold(bytes32 root, bytes32 key, bytes memory data) private returns (bytes32) {
        foldCount++;
        return keccak256(abi.encode(root, key, data));
    }

    function _setCoordinator(address next) private {
        require(next != address(0), NoCoordinator());
        emit CoordinatorChanged(coordinator, next);
        coordinator = next;
    }
}
