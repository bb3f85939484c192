// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMailbox} from "./IMailbox.sol";

/// @title The smallest true cycle between two chains.
/// @notice Each side needs the other's message in the same transaction, so both run or neither does.
contract PingPong {
    bytes public constant PING = "PING";
    bytes public constant PONG = "PONG";

    event Pinged(uint256 indexed peerChain, uint256 indexed sessionId, bytes pong);
    event Ponged(uint256 indexed peerChain, uint256 indexed sessionId, bytes ping);

    IMailbox public immutable mailbox;

    constructor(IMailbox mailbox_) {
        mailbox = mailbox_;
    }

    /// @notice Writes PING to the peer, then reads the PONG that answers it.
    function ping(uint256 peerChain, address peer, uint256 sessionId, bytes calldata data)
        external
        returns (bytes memory answer)
    {
        mailbox.write(peerChain, peer, sessionId, PING, data);
        answer = mailbox.read(peerChain, peer, sessionId, PONG);
        emit Pinged(peerChain, sessionId, answer);
    }

    /// @notice Reads the peer's PING, then answers with PONG.
    function pong(uint256 peerChain, address peer, uint256 sessionId, bytes calldata data)
        external
        returns (bytes memory question)
    {
        question = mailbox.read(peerChain, peer, sessionId, PING);
        mailbox.write(peerChain, peer, sessionId, PONG, data);
        emit Ponged(peerChain, sessionId, question);
    }
}
