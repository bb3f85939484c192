package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.RollupView.CONTRACTS;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.superblock.contracts.BridgeContract;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.Bytes;

/** Local transactions of one rollup, in the order in which they are sent. */
record Payments(RollupView rollup, List<Bytes> signed) {

  /** One of each payer in turn, as it comes from different people. */
  static Payments sign(RollupView rollup, List<DevKey> payers, int each) {
    var transfer = BridgeContract.transfer(Accounts.owner().address(), BigInteger.ONE);
    var first = payers.stream().map(rollup::minedNonce).toList();
    var signed = new ArrayList<Bytes>();
    for (var n = 0; n < each; n++)
      for (var i = 0; i < payers.size(); i++) {
        var nonce = first.get(i).add(BigInteger.valueOf(n));
        signed.add(rollup.sign(payers.get(i), nonce, CONTRACTS.token(), transfer));
      }
    return new Payments(rollup, List.copyOf(signed));
  }

  void send(int from, int to) {
    for (var payment : signed.subList(from, to))
      rollup.sequencer().call("eth_sendRawTransaction", payment.toString());
  }

  void awaitBlocks() {
    for (var payment : signed)
      assertThat(Patience.until(LIMIT, () -> rollup.receipt(payment).isPresent())).isTrue();
  }
}
