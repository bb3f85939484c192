package network.superblock.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.rlp.RlpString;
import org.junit.jupiter.api.Test;

class PatriciaTrieTest {

  @Test
  void hasTheRootOfTheNaiveTrie() {
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      // Few distinct bytes make long shared paths, short values make embedded nodes.
      int keySize = 1 + random.nextInt(6);
      var entries = new TreeMap<Bytes, Bytes>();
      for (int i = random.nextInt(30); i > 0; i--) {
        entries.put(bytes(random, keySize, 4), bytes(random, 1 + random.nextInt(40), 256));
      }
      assertThat(PatriciaTrie.of(entries).root())
          .as("round %d", round)
          .isEqualTo(NaiveTrie.root(entries));
    }
  }

  @Test
  void refusesWhatNoTrieOfEthereumHolds() {
    var prefixed = new TreeMap<Bytes, Bytes>();
    prefixed.put(Bytes.fromHex("12"), Bytes.fromHex("01"));
    prefixed.put(Bytes.fromHex("1234"), Bytes.fromHex("02"));
    assertThatIllegalArgumentException().isThrownBy(() -> PatriciaTrie.of(prefixed));
    var empty = new TreeMap<Bytes, Bytes>();
    empty.put(Bytes.fromHex("12"), Bytes.EMPTY);
    assertThatIllegalArgumentException().isThrownBy(() -> PatriciaTrie.of(empty));
  }

  @Test
  void theEmptyTrieProvesWithoutNodes() {
    var trie = PatriciaTrie.of(new TreeMap<>());
    assertThat(trie.root()).isEqualTo(RlpString.EMPTY.hash());
    assertThat(trie.proof(Bytes.fromHex("12"))).isEmpty();
  }

  private static Bytes bytes(Random random, int size, int distinct) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) bytes[i] = (byte) (random.nextInt(distinct) * 17);
    return Bytes.of(bytes);
  }
}
