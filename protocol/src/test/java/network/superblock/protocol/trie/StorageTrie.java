package network.superblock.protocol.trie;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.RlpString;

/** A contract's storage with its trie, to prove slots from. Zero words are not stored. */
public record StorageTrie(SortedMap<Hash32, Hash32> words, PatriciaTrie trie) {

  public static StorageTrie of(SortedMap<Hash32, Hash32> words) {
    var leaves = new TreeMap<Bytes, Bytes>();
    words.forEach((slot, word) -> {
      if (!word.equals(Hash32.ZERO)) leaves.put(Keccak256.hash(slot.bytes()).bytes(), leaf(word));
    });
    return new StorageTrie(words, PatriciaTrie.of(leaves));
  }

  static StorageTrie random(long seed, int size) {
    Random random = new Random(seed);
    var words = new TreeMap<Hash32, Hash32>();
    while (words.size() < size) words.put(word(random, 32), word(random, 1 + random.nextInt(32)));
    return of(words);
  }

  public Hash32 root() {
    return trie.root();
  }

  public List<Bytes> proof(Hash32 slot) {
    return trie.proof(Keccak256.hash(slot.bytes()).bytes());
  }

  Proven<Hash32> prove(Hash32 slot) {
    return StateProof.storage(root(), slot, proof(slot));
  }

  private static Bytes leaf(Hash32 word) {
    return RlpString.of(new BigInteger(1, word.toArray())).encoded();
  }

  private static Hash32 word(Random random, int significant) {
    byte[] word = new byte[32];
    for (int i = 32 - significant; i < 32; i++) word[i] = (byte) (1 + random.nextInt(255));
    return Hash32.of(word);
  }
}
