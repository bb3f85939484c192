package network.superblock.protocol.trie;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.RlpString;

/** The root of an ordered list, under which a header commits to transactions and receipts. */
public final class OrderedRoot {

  private OrderedRoot() {}

  /** The root of the trie that maps {@code rlp(index)} to each value. */
  public static Hash32 of(List<Bytes> values) {
    var entries = new TreeMap<Bytes, Bytes>();
    for (int i = 0; i < values.size(); i++) {
      entries.put(RlpString.of(i).encoded(), values.get(i));
    }
    return PatriciaTrie.of(entries).root();
  }
}
