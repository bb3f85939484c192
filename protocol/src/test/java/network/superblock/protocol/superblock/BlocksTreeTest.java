package network.superblock.protocol.superblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.message.BlockRef;
import org.junit.jupiter.api.Test;

class BlocksTreeTest {

  @Test
  void isTheStandardTreeOfOpenZeppelin() {
    List<Vector> vectors = vectors();
    assertThat(vectors).hasSize(8);
    for (Vector vector : vectors) {
      var tree = BlocksTree.of(vector.blocks());
      assertThat(tree.root()).isEqualTo(vector.root());
      vector.proofs().forEach((chain, proof) -> assertThat(tree.proofOf(chain)).isEqualTo(proof));
    }
  }

  @Test
  void provesEachBlockAndNoOther() {
    SortedMap<ChainId, BlockRef> blocks = blocks(1_000);
    var tree = BlocksTree.of(blocks);
    blocks.forEach((chain, block) -> {
      List<Hash32> proof = tree.proofOf(chain);
      var other = new BlockRef(block.number().next(), block.hash());
      assertThat(BlocksTree.verify(tree.root(), chain, block, proof)).isTrue();
      assertThat(BlocksTree.verify(tree.root(), chain, other, proof)).isFalse();
      assertThat(BlocksTree.verify(block.hash(), chain, block, proof)).isFalse();
      assertThat(BlocksTree.verify(tree.root(), new ChainId(5), block, proof)).isFalse();
    });
  }

  @Test
  void refusesAnAlteredOrEndlessProof() {
    SortedMap<ChainId, BlockRef> blocks = blocks(10);
    var tree = BlocksTree.of(blocks);
    ChainId chain = blocks.firstKey();
    BlockRef block = blocks.firstEntry().getValue();
    List<Hash32> proof = tree.proofOf(chain);
    for (int i = 0; i < proof.size(); i++) {
      var altered = new ArrayList<>(proof);
      altered.set(i, Vectors.hash("other"));
      assertThat(BlocksTree.verify(tree.root(), chain, block, altered)).isFalse();
      altered.remove(i);
      assertThat(BlocksTree.verify(tree.root(), chain, block, altered)).isFalse();
    }
    List<Hash32> endless = Collections.nCopies(1_000_000, Hash32.ZERO);
    assertThat(BlocksTree.verify(tree.root(), chain, block, endless)).isFalse();
  }

  @Test
  void aTreeHasALeafAndKnowsItsChains() {
    assertThatIllegalArgumentException().isThrownBy(() -> BlocksTree.of(new TreeMap<>()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlocksTree.of(blocks(3)).proofOf(new ChainId(5)));
  }

  private static SortedMap<ChainId, BlockRef> blocks(int size) {
    var blocks = new TreeMap<ChainId, BlockRef>();
    for (int i = 0; i < size; i++) {
      blocks.put(new ChainId(1000 + i), new BlockRef(new BlockNumber(i), Vectors.hash(i)));
    }
    return blocks;
  }

  private static List<Vector> vectors() {
    List<Vector> vectors = new ArrayList<>();
    for (var line : Vectors.lines("blocks-trees.txt")) {
      if (line.get(0).equals("root")) {
        vectors.add(new Vector(Hash32.fromHex(line.get(1)), new TreeMap<>(), new TreeMap<>()));
        continue;
      }
      var chain = new ChainId(Long.parseLong(line.get(0)));
      var number = new BlockNumber(Long.parseLong(line.get(1)));
      var proof = Vectors.bytes(line, 3).stream().map(Hash32::new).toList();
      vectors.getLast().blocks().put(chain, new BlockRef(number, Hash32.fromHex(line.get(2))));
      vectors.getLast().proofs().put(chain, proof);
    }
    return vectors;
  }

  private record Vector(
      Hash32 root, SortedMap<ChainId, BlockRef> blocks, SortedMap<ChainId, List<Hash32>> proofs) {}
}
