// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {DemoToken} from "./DemoToken.sol";
import {IMailbox} from "./IMailbox.sol";

/// @title Burns tokens on one chain and mints them on the other, both or neither.
/// @notice Must sit at the same address on every chain: it trusts messages of its own address only, so
/// that nobody else's contract can ask it to mint. Deploy it with the same key and nonce everywhere.
contract Bridge {
    bytes public constant TRANSFER = "TRANSFER";
    bytes public constant ACK = "ACK";

    error WrongAcknowledgement(uint256 destinationChain, uint256 sessionId);

    event Sent(
        uint256 indexed destinationChain,
        address indexed from,
        address indexed to,
        uint256 amount,
        uint256 sessionId
    );
    event Received(
        uint256 indexed sourceChain,
        address indexed from,
        address indexed to,
        uint256 amount,
        uint256 sessionId
    );

    IMailbox public immutable mailbox;
    DemoToken public immutable token;

    /// @param holders each starts with {amount} of this chain's token
    constructor(IMailbox mailbox_, address[] memory holders, uint256 amount) {
        mailbox = mailbox_;
        token = new DemoToken(holders, amount);
    }

    /// @notice Burns the caller's tokens and waits for the other chain's word that it minted them.
    function send(uint256 destinationChain, address to, uint256 amount, uint256 sessionId) external {
        token.burn(msg.sender, amount);
        bytes memory transfer = abi.encode(msg.sender, to, amount);
        mailbox.write(destinationChain, address(this), sessionId, TRANSFER, transfer);
        bytes memory acknowledged = mailbox.read(destinationChain, address(this), sessionId, ACK);
        require(
            keccak256(acknowledged) == keccak256(transfer),
            WrongAcknowledgement(destinationChain, sessionId)
        );
        emit Sent(destinationChain, msg.sender, to, amount, sessionId);
    }

    /// @notice Mints what the other chain burnt, and says so. Anyone may call it.
    /// @dev A message can be read again, its acknowledgement not be written again: that refuses a
    /// second mint of one transfer.
    function receiveTokens(uint256 sourceChain, uint256 sessionId)
        external
        returns (address to, uint256 amount)
    {
        bytes memory transfer = mailbox.read(sourceChain, address(this), sessionId, TRANSFER);
        address from;
        (from, to, amount) = abi.decode(transfer, (address, address, uint256));
        token.mint(to, amount);
        mailbox.write(sourceChain, address(this), sessionId, ACK, transfer);
        emit Received(sourceChain, from, to, amount, sessionId);
    }
}
