// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that only its bridge mints and burns.
contract DemoToken is ERC20 {
    error NotBridge(address caller);

    address public immutable bridge;

    modifier onlyBridge() {
        require(msg.sender == bridge, NotBridge(msg.sender));
        _;
    }

    /// @param holders each starts with {amount}; the bridge is whoever deploys the token
    constructor(address[] memory holders, uint256 amount) ERC20("Superblock Demo", "SBD") {
        bridge = msg.sender;
        for (uint256 i = 0; i < holders.length; i++) {
            _mint(holders[i], amount);
        }
    }

    function mint(address account, uint256 amount) external onlyBridge {
        _mint(account, amount);
    }

    /// @dev Reverts with ERC20InsufficientBalance when the account holds less.
    function burn(address account, uint256 amount) external onlyBridge {
        _burn(account, amount);
    }
}
