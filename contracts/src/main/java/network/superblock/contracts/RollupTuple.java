package network.superblock.contracts;

import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/** The layout of RollupRegistry.sol's Rollup: web3j reads it off this constructor. */
public final class RollupTuple extends DynamicStruct {

  public RollupTuple(
      Uint256 chainId,
      Bytes32 genesisBlockHash,
      Address sequencer,
      Address coordinator,
      Address mailbox,
      Utf8String endpoint,
      Uint64 startingSlot,
      Bool active) {
    super(
        chainId, genesisBlockHash, sequencer, coordinator, mailbox, endpoint, startingSlot, active);
  }
}
