package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.superblock.embedded.Patience;
import network.superblock.protocol.ChainId;
import tools.jackson.databind.JsonNode;

/** The number of each chain's last block in the superblocks up to one. */
record Heads(BigInteger a, BigInteger b) {

  private static final Heads GENESIS = new Heads(BigInteger.ZERO, BigInteger.ZERO);

  BigInteger of(ChainId chain) {
    return chain.equals(A) ? a : b;
  }

  /** After each superblock, genesis first. */
  static List<Heads> read(TestNetwork network) {
    var heads = new ArrayList<>(List.of(GENESIS));
    var last = network.lastSuperblock();
    for (var n = 1L; n <= last; n++) heads.add(heads.getLast().after(network.superblock(n)));
    return List.copyOf(heads);
  }

  /** The same, once all that is in the chains' blocks now is in superblocks. */
  static List<Heads> after(TestNetwork network) {
    var a = network.rollup(A).height();
    var b = network.rollup(B).height();
    assertThat(Patience.until(LIMIT, () -> read(network).getLast().reach(a, b))).isTrue();
    return read(network);
  }

  private boolean reach(BigInteger heightOfA, BigInteger heightOfB) {
    return a.compareTo(heightOfA) >= 0 && b.compareTo(heightOfB) >= 0;
  }

  /** A chain that has no block in a superblock stays where it was. */
  private Heads after(JsonNode superblock) {
    var next = this;
    for (var block : superblock.get("blocks")) {
      var number = BigInteger.valueOf(block.get("number").asLong());
      if (block.get("chainId").asLong() == A.value()) next = new Heads(number, next.b);
      if (block.get("chainId").asLong() == B.value()) next = new Heads(next.a, number);
    }
    return next;
  }
}
