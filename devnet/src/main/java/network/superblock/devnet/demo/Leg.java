package network.superblock.devnet.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;

/** One call of a contract on one rollup, to be signed. */
record Leg(ChainId chain, Address contract, Bytes input) {

  private static final long GAS = 1_000_000;

  /**
   * Signs the call.
   *
   * @param rollup the sequencer's JSON-RPC, which knows the nonces that its draft has used
   */
  TransactionRequest signedBy(DevKey user, ChainClient rollup) {
    BigInteger nonce = rollup.nonceOf(user.address());
    var signed = rollup.sign(user, nonce, Optional.of(contract), input, GAS);
    return new TransactionRequest(chain, List.of(signed));
  }
}
