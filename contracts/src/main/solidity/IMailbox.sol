// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The mailbox as an application sees it.
/// @notice A message is named by six header fields: source chain, destination chain, sender, receiver,
/// session and label. See SBCP section 8.
interface IMailbox {
    /// @notice The message that was read has not been delivered to this chain.
    error MessageNotFound(
        uint256 chainMessageSender,
        uint256 chainMessageRecipient,
        address sender,
        address receiver,
        uint256 sessionId,
        bytes label
    );

    /// @notice A message with this key was already written or delivered; a key is used once.
    error MessageExists(bytes32 key);

    /// @notice A recipient is another chain, with an id that EIP-2294 allows.
    error InvalidRecipientChain(uint256 chainId);

    /// @notice Only the chain's coordinator delivers messages and records slots.
    error NotCoordinator(address caller);

    /// @notice A slot number must be above the one recorded before.
    error SlotNotIncreasing(uint64 last, uint64 offered);

    /// @notice The coordinator cannot be the zero address.
    error NoCoordinator();

    /// @notice An application wrote a message; it is folded into the outbox root of its recipient chain.
    event MessageWritten(
        bytes32 indexed key,
        uint256 indexed chainMessageRecipient,
        address indexed sender,
        address receiver,
        uint256 sessionId,
        bytes label,
        bytes data
    );

    /// @notice The coordinator delivered a message; no root changes until it is read.
    event MessageDelivered(
        bytes32 indexed key,
        uint256 indexed chainMessageSender,
        address indexed receiver,
        address sender,
        uint256 sessionId,
        bytes label,
        bytes data
    );

    /// @notice A message was read for the first time; it is folded into the inbox root of its sender chain.
    event MessageConsumed(
        bytes32 indexed key,
        uint256 indexed chainMessageSender,
        address indexed receiver,
        address sender,
        uint256 sessionId,
        bytes label,
        bytes data
    );

    /// @notice The block belongs to this slot.
    event SlotRecorded(uint64 indexed slot);

    /// @notice The coordinator handed its role over.
    event CoordinatorChanged(address indexed previous, address indexed current);

    /// @notice Reads a message addressed to the caller, or reverts with MessageNotFound.
    /// @dev The first read consumes the message; later reads return it again and change nothing.
    function read(
        uint256 chainMessageSender,
        address sender,
        uint256 sessionId,
        bytes calldata label
    ) external returns (bytes memory data);

    /// @notice Writes a message from the caller to a contract or account on another chain.
    function write(
        uint256 chainMessageRecipient,
        address receiver,
        uint256 sessionId,
        bytes calldata label,
        bytes calldata data
    ) external;
}
