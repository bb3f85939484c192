package network.superblock.devnet.setup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/** Transactions of one key, mined together at once: a block each would cost seconds each. */
final class Batch {

  private final ChainClient chain;
  private final DevKey from;
  private final long gas;
  private final List<Hash32> sent = new ArrayList<>();
  private BigInteger nonce;

  Batch(ChainClient chain, DevKey from, long gas) {
    this.chain = chain;
    this.from = from;
    this.gas = gas;
    this.nonce = chain.nonceOf(from.address());
  }

  void create(Bytes creation) {
    send(Optional.empty(), creation);
  }

  void call(Address contract, Bytes input) {
    send(Optional.of(contract), input);
  }

  boolean isEmpty() {
    return sent.isEmpty();
  }

  /**
   * Makes a block of what was sent.
   *
   * @throws IllegalStateException if one of them failed
   */
  void mine() {
    if (isEmpty()) return;
    chain.control("anvil_mine", "0x1");
    sent.forEach(chain::receipt);
  }

  private void send(Optional<Address> to, Bytes data) {
    sent.add(chain.send(chain.sign(from, nonce, to, data, gas)));
    nonce = nonce.add(BigInteger.ONE);
  }
}
