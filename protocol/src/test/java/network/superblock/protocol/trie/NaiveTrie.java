package network.superblock.protocol.trie;

import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;

/**
 * The yellow paper's functions c and n of appendix D, word for word over hex strings: slow, and
 * independent of how the real trie is built.
 */
final class NaiveTrie {

  private NaiveTrie() {}

  static Hash32 root(SortedMap<Bytes, Bytes> entries) {
    var byHex = new TreeMap<String, Bytes>();
    entries.forEach((key, value) -> byHex.put(key.toHex(), value));
    return byHex.isEmpty() ? RlpString.EMPTY.hash() : structure(byHex).hash();
  }

  private static RlpItem named(SortedMap<String, Bytes> entries) {
    if (entries.isEmpty()) return RlpString.EMPTY;
    RlpItem structure = structure(entries);
    return structure.encodedSize() < 32 ? structure : RlpString.of(structure.hash());
  }

  private static RlpItem structure(SortedMap<String, Bytes> entries) {
    if (entries.size() == 1) {
      var only = entries.firstEntry();
      return RlpList.of(path(only.getKey(), true), RlpString.of(only.getValue()));
    }
    String prefix = entries.firstKey();
    for (String key : entries.keySet()) while (!key.startsWith(prefix)) prefix = cut(prefix);
    if (!prefix.isEmpty()) return RlpList.of(path(prefix, false), named(below(entries, prefix)));
    RlpItem[] children = new RlpItem[17];
    for (int i = 0; i < 16; i++) children[i] = named(below(entries, Integer.toHexString(i)));
    children[16] = RlpString.EMPTY;
    return RlpList.of(children);
  }

  private static String cut(String prefix) {
    return prefix.substring(0, prefix.length() - 1);
  }

  private static SortedMap<String, Bytes> below(SortedMap<String, Bytes> entries, String prefix) {
    var below = new TreeMap<String, Bytes>();
    entries.forEach((key, value) -> {
      if (key.startsWith(prefix)) below.put(key.substring(prefix.length()), value);
    });
    return below;
  }

  private static RlpString path(String hex, boolean leaf) {
    int flag = (leaf ? 2 : 0) + hex.length() % 2;
    return RlpString.of(Bytes.fromHex(flag + (hex.length() % 2 == 0 ? "0" : "") + hex));
  }
}
