// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IMailbox} from "./IMailbox.sol";

/// @title Sends a message back and forth between two chains as often as asked.
/// @notice send and receiveAll make single halves, also such that no honest xT would hold: a write that
/// nobody reads, a read that nobody wrote, reads in another order than the writes.
contract Relay {
    event Relayed(uint256 indexed peerChain, uint256 indexed sessionId, bytes carried);
    event Received(uint256 indexed peerChain, uint256 indexed sessionId, bytes label, bytes data);

    IMailbox public immutable mailbox;

    constructor(IMailbox mailbox_) {
        mailbox = mailbox_;
    }

    /// @notice This chain's side of a chain of hops. Hop n is one message with the label n: the leader
    /// writes the odd ones and reads the even ones, the follower does the opposite. What hop n carries
    /// depends on hop n-1, so neither side can run ahead.
    /// @param data what the leader's first hop carries, before its label is added; the follower's is unused
    function relay(
        uint256 peerChain,
        address peer,
        uint256 sessionId,
        uint256 hops,
        bool leads,
        bytes calldata data
    ) external returns (bytes memory carried) {
        carried = data;
        for (uint256 hop = 1; hop <= hops; hop++) {
            bytes memory label = bytes(Strings.toString(hop));
            bool writes = (hop % 2 == 1) == leads;
            if (writes) {
                carried = bytes.concat(carried, "/", label);
                mailbox.write(peerChain, peer, sessionId, label, carried);
            } else {
                carried = mailbox.read(peerChain, peer, sessionId, label);
            }
        }
        emit Relayed(peerChain, sessionId, carried);
    }

    /// @notice Writes one message for each label, in order, all with the same data.
    function send(
        uint256 peerChain,
        address peer,
        uint256 sessionId,
        bytes[] calldata labels,
        bytes calldata data
    ) external {
        for (uint256 i = 0; i < labels.length; i++) {
            mailbox.write(peerChain, peer, sessionId, labels[i], data);
        }
    }

    /// @notice Reads one message for each label, in order.
    function receiveAll(
        uint256 peerChain,
        address peer,
        uint256 sessionId,
        bytes[] calldata labels
    ) external {
        for (uint256 i = 0; i < labels.length; i++) {
            bytes memory data = mailbox.read(peerChain, peer, sessionId, labels[i]);
            emit Received(peerChain, sessionId, labels[i], data);
        }
    }
}
