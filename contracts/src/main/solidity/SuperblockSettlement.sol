// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title The chain of superblocks on L1.
/// @notice One publisher appends, the settlement authority rolls back, anyone verifies that an L2 block
/// belongs to a superblock. See SBCP sections 7 and 9.
contract SuperblockSettlement {
    /// @notice What a superblock's hash covers, in this order.
    struct Header {
        uint64 number;
        uint64 slot;
        bytes32 parentHash;
        bytes32 blocksRoot;
        bytes32 xtsHash;
    }

    /// @notice What is kept of a published superblock.
    struct Superblock {
        bytes32 hash;
        bytes32 blocksRoot;
        uint64 slot;
    }

    error NotPublisher(address caller);
    error NotSettlementAuthority(address caller);
    error NumberNotNext(uint64 expected, uint64 offered);
    error ParentNotHead(bytes32 expected, bytes32 offered);
    error SlotNotIncreasing(uint64 last, uint64 offered);
    error CannotRollBack(uint64 head, uint64 lastValidNumber);
    error UnknownSuperblock(uint64 number);
    error MissingField(string name);

    event SuperblockPublished(
        uint64 indexed number,
        uint64 indexed slot,
        bytes32 indexed hash,
        bytes32 parentHash,
        bytes32 blocksRoot,
        bytes32 xtsHash
    );

    /// @notice The superblocks above lastValidNumber, up to previousNumber, are void.
    /// @param ordinal 1 for the first rollback, so that one read twice is applied once
    event RolledBack(
        uint64 indexed ordinal,
        uint64 indexed lastValidNumber,
        bytes32 indexed lastValidHash,
        uint64 previousNumber
    );

    event PublisherChanged(address indexed previous, address indexed current);

    /// @notice May roll back and replace the publisher.
    address public immutable settlementAuthority;

    /// @notice May publish.
    address public publisher;

    uint64 private _headNumber;

    /// @notice The highest slot ever published. A rollback does not lower it: slots only increase.
    uint64 public lastSlot;

    /// @notice How many rollbacks there were.
    uint64 public rollBackCount;

    /// @dev Entries above the head are void until they are published again.
    mapping(uint64 number => Superblock) private _superblocks;

    constructor(address initialPublisher, address authority, bytes32 genesisHash) {
        require(authority != address(0), MissingField("settlementAuthority"));
        require(genesisHash != bytes32(0), MissingField("genesisHash"));
        settlementAuthority = authority;
        _setPublisher(initialPublisher);
        _superblocks[0].hash = genesisHash;
    }

    /// @notice Appends a superblock to the head.
    function publish(Header calldata header) external {
        require(msg.sender == publisher, NotPublisher(msg.sender));
        uint64 next = _headNumber + 1;
        require(header.number == next, NumberNotNext(next, header.number));
        bytes32 parent = _superblocks[_headNumber].hash;
        require(header.parentHash == parent, ParentNotHead(parent, header.parentHash));
        require(header.slot > lastSlot, SlotNotIncreasing(lastSlot, header.slot));

        bytes32 hash = superblockHash(header);
        _superblocks[next] = Superblock(hash, header.blocksRoot, header.slot);
        _headNumber = next;
        lastSlot = header.slot;
        emit SuperblockPublished(
            next, header.slot, hash, header.parentHash, header.blocksRoot, header.xtsHash
        );
    }

    /// @notice Makes lastValidNumber the head again and voids what was published after it.
    function rollBack(uint64 lastValidNumber) external {
        require(msg.sender == settlementAuthority, NotSettlementAuthority(msg.sender));
        uint64 previous = _headNumber;
        require(lastValidNumber < previous, CannotRollBack(previous, lastValidNumber));
        _headNumber = lastValidNumber;
        rollBackCount++;
        emit RolledBack(
            rollBackCount, lastValidNumber, _superblocks[lastValidNumber].hash, previous
        );
    }

    function setPublisher(address next) external {
        require(msg.sender == settlementAuthority, NotSettlementAuthority(msg.sender));
        _setPublisher(next);
    }

    /// @notice The highest superblock that is not rolled back; number 0 is genesis, in slot 0.
    function head() external view returns (uint64 number, bytes32 hash, uint64 slot) {
        number = _headNumber;
        hash = _superblocks[number].hash;
        slot = _superblocks[number].slot;
    }

    /// @notice A superblock that is not rolled back, or reverts with UnknownSuperblock.
    function superblock(uint64 number)
        external
        view
        returns (bytes32 hash, bytes32 blocksRoot, uint64 slot)
    {
        require(number <= _headNumber, UnknownSuperblock(number));
        Superblock storage found = _superblocks[number];
        return (found.hash, found.blocksRoot, found.slot);
    }

    /// @notice Whether the superblock holds this L2 block; false when it is unknown or rolled back.
    /// @param proof siblings from the leaf to the root, as of OpenZeppelin's standard Merkle tree over
    /// (uint256 chainId, uint256 blockNumber, bytes32 blockHash)
    function verifyL2Block(
        uint64 number,
        uint256 chainId,
        uint256 blockNumber,
        bytes32 blockHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        if (number == 0 || number > _headNumber) return false;
        bytes32 leaf =
            keccak256(bytes.concat(keccak256(abi.encode(chainId, blockNumber, blockHash))));
        return MerkleProof.verifyCalldata(proof, _superblocks[number].blocksRoot, leaf);
    }

    function superblockHash(Header calldata header) public pure returns (bytes32) {
        return keccak256(
            abi.encode(
                header.number, header.slot, header.parentHash, header.blocksRoot, header.xtsHash
            )
        );
    }

    function _setPublisher(address next) private {
        require(next != address(0), MissingField("publisher"));
        emit PublisherChanged(publisher, next);
        publisher = next;
    }
}
