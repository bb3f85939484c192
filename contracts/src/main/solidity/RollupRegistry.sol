// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title Who takes part: the rollups, and the keys that the publisher's services sign with.
/// @notice Read at a finalized block; a change takes effect at the first slot after its finality.
/// See SBCP sections 9 and 11.
contract RollupRegistry is Ownable2Step {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice One rollup.
    /// @param sequencer the address of the sequencer's signing key
    /// @param startingSlot the first slot that the rollup takes part in
    struct Rollup {
        uint256 chainId;
        bytes32 genesisBlockHash;
        address sequencer;
        address coordinator;
        address mailbox;
        string endpoint;
        uint64 startingSlot;
        bool active;
    }

    /// @notice The publisher's services that sign messages. Append, never reorder.
    enum PublisherRole {
        SlotService,
        XtQueueService,
        BlockStoreService,
        SuperblockService,
        P2pGateway
    }

    struct PublisherKey {
        PublisherRole role;
        address key;
    }

    error InvalidChainId(uint256 chainId);
    error MissingField(string name);
    error AlreadyRegistered(uint256 chainId);
    error NotActive(uint256 chainId);
    error GenesisChanged(uint256 chainId, bytes32 registered, bytes32 offered);
    error PublisherKeyExists(PublisherRole role, address key);
    error UnknownPublisherKey(PublisherRole role, address key);

    event RollupRegistered(
        uint256 indexed chainId,
        address indexed sequencer,
        bytes32 genesisBlockHash,
        address coordinator,
        address mailbox,
        string endpoint,
        uint64 startingSlot
    );
    event RollupUpdated(
        uint256 indexed chainId,
        address indexed sequencer,
        address coordinator,
        address mailbox,
        string endpoint
    );
    event RollupDeactivated(uint256 indexed chainId);
    event PublisherKeyAdded(PublisherRole indexed role, address indexed key);
    event PublisherKeyRemoved(PublisherRole indexed role, address indexed key);

    uint256[] private _chainIds;
    mapping(uint256 chainId => Rollup) private _rollups;
    mapping(PublisherRole role => EnumerableSet.AddressSet) private _publisherKeys;

    constructor(address initialOwner) Ownable(initialOwner) {}

    /// @notice Adds a rollup, or brings a deactivated one back under the same genesis.
    function register(
        uint256 chainId,
        bytes32 genesisBlockHash,
        address sequencer,
        address coordinator,
        address mailbox,
        string calldata endpoint,
        uint64 startingSlot
    ) external onlyOwner {
        // EIP-2294 bounds chain ids below 2^63.
        require(chainId != 0 && chainId < 1 << 63, InvalidChainId(chainId));
        require(genesisBlockHash != bytes32(0), MissingField("genesisBlockHash"));
        Rollup storage rollup_ = _rollups[chainId];
        require(!rollup_.active, AlreadyRegistered(chainId));
        if (rollup_.chainId == 0) {
            _chainIds.push(chainId);
            rollup_.chainId = chainId;
            rollup_.genesisBlockHash = genesisBlockHash;
        }
        require(
            rollup_.genesisBlockHash == genesisBlockHash,
            GenesisChanged(chainId, rollup_.genesisBlockHash, genesisBlockHash)
        );
        rollup_.startingSlot = startingSlot;
        rollup_.active = true;
        _set(rollup_, sequencer, coordinator, mailbox, endpoint);
        emit RollupRegistered(
            chainId, sequencer, genesisBlockHash, coordinator, mailbox, endpoint, startingSlot
        );
    }

    /// @notice Changes an active rollup's keys, mailbox and endpoint.
    function update(
        uint256 chainId,
        address sequencer,
        address coordinator,
        address mailbox,
        string calldata endpoint
    ) external onlyOwner {
        Rollup storage rollup_ = _rollups[chainId];
        require(rollup_.active, NotActive(chainId));
        _set(rollup_, sequencer, coordinator, mailbox, endpoint);
        emit RollupUpdated(chainId, sequencer, coordinator, mailbox, endpoint);
    }

    /// @notice Takes a rollup out. Its entry stays, so that its past superblocks can be checked.
    function deactivate(uint256 chainId) external onlyOwner {
        require(_rollups[chainId].active, NotActive(chainId));
        _rollups[chainId].active = false;
        emit RollupDeactivated(chainId);
    }

    /// @notice Lets a key sign for a role, beside those it already has: for rotation and replicas.
    function addPublisherKey(PublisherRole role, address key) external onlyOwner {
        require(key != address(0), MissingField("key"));
        require(_publisherKeys[role].add(key), PublisherKeyExists(role, key));
        emit PublisherKeyAdded(role, key);
    }

    function removePublisherKey(PublisherRole role, address key) external onlyOwner {
        require(_publisherKeys[role].remove(key), UnknownPublisherKey(role, key));
        emit PublisherKeyRemoved(role, key);
    }

    /// @notice Every rollup ever registered, in order of registration, the inactive ones too.
    function rollups() external view returns (Rollup[] memory all) {
        all = new Rollup[](_chainIds.length);
        for (uint256 i = 0; i < all.length; i++) {
            all[i] = _rollups[_chainIds[i]];
        }
    }

    /// @notice One rollup; its chainId is 0 when it was never registered.
    function rollup(uint256 chainId) external view returns (Rollup memory) {
        return _rollups[chainId];
    }

    /// @notice Every key that may sign now, by role.
    function publisherKeys() external view returns (PublisherKey[] memory all) {
        uint256 roles = uint256(type(PublisherRole).max) + 1;
        uint256 count = 0;
        for (uint256 role = 0; role < roles; role++) {
            count += _publisherKeys[PublisherRole(role)].length();
        }
        all = new PublisherKey[](count);
        uint256 next = 0;
        for (uint256 role = 0; role < roles; role++) {
            address[] memory keys = _publisherKeys[PublisherRole(role)].values();
            for (uint256 i = 0; i < keys.length; i++) {
                all[next++] = PublisherKey(PublisherRole(role), keys[i]);
            }
        }
    }

    function isPublisherKey(PublisherRole role, address key) external view returns (bool) {
        return _publisherKeys[role].contains(key);
    }

    function _set(
        Rollup storage rollup_,
        address sequencer,
        address coordinator,
        address mailbox,
        string calldata endpoint
    ) private {
        require(sequencer != address(0), MissingField("sequencer"));
        require(coordinator != address(0), MissingField("coordinator"));
        require(mailbox != address(0), MissingField("mailbox"));
        require(bytes(endpoint).length != 0, MissingField("endpoint"));
        rollup_.sequencer = sequencer;
        rollup_.coordinator = coordinator;
        rollup_.mailbox = mailbox;
        rollup_.endpoint = endpoint;
    }
}
