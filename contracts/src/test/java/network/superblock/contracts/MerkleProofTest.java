package network.superblock.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.superblock.BlocksTree;
import network.superblock.protocol.superblock.SuperblockHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** L1 accepts exactly the proofs that the @openzeppelin/merkle-tree package makes. */
class MerkleProofTest {

  private static final Hash32 GENESIS = AbiWord.of(0x9e);
  private static final SuperblockNumber FIRST = new SuperblockNumber(1);

  private record Leaf(ChainId chain, BlockRef block, List<Hash32> proof) {}

  private record Tree(Hash32 root, List<Leaf> leaves) {}

  private static TestChain l1;
  private static List<Tree> trees;

  private Address owner;
  private Address settlement;

  @BeforeAll
  static void startNode() throws IOException {
    l1 = TestChain.start(1337);
    trees = trees();
  }

  @AfterAll
  static void stopNode() {
    l1.close();
  }

  @BeforeEach
  void deploy() {
    owner = l1.newAccount();
    settlement = l1.deploy(owner, SettlementContract.creation(owner, owner, GENESIS));
  }

  @Test
  void verifiesEachBlockOfASuperblock() {
    for (Tree tree : trees) {
      publish(tree);
      for (Leaf leaf : tree.leaves()) {
        assertThat(verify(FIRST, leaf.chain(), leaf.block(), leaf.proof())).isTrue();
      }
      deploy();
    }
  }

  @Test
  void theProtocolsTreeIsTheOracles() {
    for (Tree tree : trees) {
      var blocks = new TreeMap<ChainId, BlockRef>();
      tree.leaves().forEach(leaf -> blocks.put(leaf.chain(), leaf.block()));
      BlocksTree ours = BlocksTree.of(blocks);

      assertThat(ours.root()).isEqualTo(tree.root());
      for (Leaf leaf : tree.leaves()) {
        assertThat(ours.proofOf(leaf.chain())).isEqualTo(leaf.proof());
      }
    }
  }

  @Test
  void refusesABlockThatDiffersInAnything() {
    Tree tree = trees.getLast();
    publish(tree);
    Leaf leaf = tree.leaves().getFirst();
    Leaf other = tree.leaves().get(1);
    var next = new BlockRef(leaf.block().number().next(), leaf.block().hash());
    var otherHash = new BlockRef(leaf.block().number(), other.block().hash());
    List<Hash32> shortened = leaf.proof().subList(0, leaf.proof().size() - 1);

    assertThat(verify(FIRST, other.chain(), leaf.block(), leaf.proof())).isFalse();
    assertThat(verify(FIRST, leaf.chain(), next, leaf.proof())).isFalse();
    assertThat(verify(FIRST, leaf.chain(), otherHash, leaf.proof())).isFalse();
    assertThat(verify(FIRST, leaf.chain(), leaf.block(), other.proof())).isFalse();
    assertThat(verify(FIRST, leaf.chain(), leaf.block(), shortened)).isFalse();
    assertThat(verify(FIRST, leaf.chain(), leaf.block(), List.of())).isFalse();
  }

  @Test
  void verifiesNothingInASuperblockThatIsNotThere() {
    Tree tree = trees.getFirst();
    publish(tree);
    Leaf leaf = tree.leaves().getFirst();

    assertThat(verify(FIRST.next(), leaf.chain(), leaf.block(), leaf.proof())).isFalse();
    assertThat(verify(new SuperblockNumber(0), leaf.chain(), leaf.block(), leaf.proof())).isFalse();
    l1.send(owner, settlement, SettlementContract.rollBack(new SuperblockNumber(0)));
    assertThat(verify(FIRST, leaf.chain(), leaf.block(), leaf.proof())).isFalse();
  }

  private void publish(Tree tree) {
    var header = new SuperblockHeader(FIRST, new Slot(1), GENESIS, tree.root(), AbiWord.of(0));
    l1.send(owner, settlement, SettlementContract.publish(header));
  }

  private boolean verify(
      SuperblockNumber number, ChainId chain, BlockRef block, List<Hash32> proof) {
    return l1.read(settlement, SettlementContract.verifyL2Block(number, chain, block, proof));
  }

  private static List<Tree> trees() throws IOException {
    var trees = new ArrayList<Tree>();
    try (InputStream in = MerkleProofTest.class.getResourceAsStream("/merkle-vectors.json")) {
      for (JsonNode tree : JsonMapper.shared().readTree(Objects.requireNonNull(in))) {
        var leaves = new ArrayList<Leaf>();
        for (JsonNode leaf : tree.required("leaves")) leaves.add(leaf(leaf));
        trees.add(new Tree(hash(tree.required("root")), leaves));
      }
    }
    return trees;
  }

  private static Leaf leaf(JsonNode leaf) {
    var proof = new ArrayList<Hash32>();
    for (JsonNode sibling : leaf.required("proof")) proof.add(hash(sibling));
    long number = Long.parseLong(leaf.required("blockNumber").stringValue());
    return new Leaf(
        new ChainId(Long.parseLong(leaf.required("chainId").stringValue())),
        new BlockRef(new BlockNumber(number), hash(leaf.required("blockHash"))),
        proof);
  }

  private static Hash32 hash(JsonNode hex) {
    return Hash32.fromHex(hex.stringValue());
  }
}
