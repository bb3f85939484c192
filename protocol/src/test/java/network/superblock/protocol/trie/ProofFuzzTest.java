package network.superblock.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.trie.Proven.Absent;
import network.superblock.protocol.trie.Proven.Invalid;
import network.superblock.protocol.trie.Proven.Present;
import org.junit.jupiter.api.Test;

/** No proof, however broken, proves anything but the truth or throws. */
class ProofFuzzTest {

  private final Random random = new Random(5);
  private final StorageTrie storage = StorageTrie.random(6, 40);
  private final List<Hash32> slots = List.copyOf(storage.words().keySet());

  @Test
  void aMutatedProofNeverProvesAnotherValue() {
    int invalid = 0;
    for (int round = 0; round < 100_000; round++) {
      Hash32 slot = slots.get(random.nextInt(slots.size()));
      List<Bytes> nodes = new ArrayList<>(storage.proof(slot));
      for (int i = 1 + random.nextInt(2); i > 0 && !nodes.isEmpty(); i--) mutate(nodes);
      switch (StateProof.storage(storage.root(), slot, nodes)) {
        case Present<Hash32>(var word) -> assertThat(word).isEqualTo(storage.words().get(slot));
        case Absent<Hash32> _ -> throw new AssertionError("a stored slot was proven absent");
        case Invalid<Hash32> _ -> invalid++;
      }
    }
    assertThat(invalid).isGreaterThan(90_000);
  }

  /** Roots of the attacker's own making: the nodes are reached, so their content is the danger. */
  @Test
  void aNodeOfAnyContentIsReadOrRefused() {
    int read = 0;
    for (int round = 0; round < 100_000; round++) {
      List<Bytes> nodes = new ArrayList<>(storage.proof(slots.get(random.nextInt(slots.size()))));
      Bytes node = mutated(nodes.get(random.nextInt(nodes.size())));
      try {
        Hash32 root = RlpDecoder.decode(node, RlpLimits.TRIE_NODE).hash();
        var proven =
            StateProof.storage(root, slots.get(random.nextInt(slots.size())), List.of(node));
        if (!(proven instanceof Invalid<Hash32>)) read++;
      } catch (MalformedRlpException notANode) {
        // Most mutations leave no RLP at all.
      }
    }
    assertThat(read).isPositive();
  }

  private void mutate(List<Bytes> nodes) {
    int at = random.nextInt(nodes.size());
    switch (random.nextInt(5)) {
      case 0 -> nodes.remove(at);
      case 1 -> nodes.add(at, nodes.get(random.nextInt(nodes.size())));
      case 2 -> nodes.addAll(storage.proof(slots.get(random.nextInt(slots.size()))));
      default -> nodes.set(at, mutated(nodes.get(at)));
    }
  }

  private Bytes mutated(Bytes node) {
    byte[] bytes = node.toArray();
    if (bytes.length == 0) return node;
    int at = random.nextInt(bytes.length);
    if (random.nextInt(4) == 0) return Bytes.of(Arrays.copyOf(bytes, at));
    bytes[at] = (byte) random.nextInt(256);
    return Bytes.of(bytes);
  }
}
