package network.superblock.contracts;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;

/** A key that may sign for a role; a role may have several, for rotation and replicas. */
public record PublisherKey(PublisherRole role, Address key) {

  private static final int WORD = 32;
  private static final int SIZE = 2 * WORD;

  static PublisherKey of(Values values) {
    return new PublisherKey(PublisherRole.of(values.number()), values.address());
  }

  /** By hand: web3j 6.0.0 reads each element of an array of static structs as the first. */
  static List<PublisherKey> listOf(Bytes returned) {
    if (returned.size() < 2 * WORD || returned.size() % SIZE != 0) {
      throw new MalformedAbiException("not an array of publisher keys");
    }
    var keys = new ArrayList<PublisherKey>();
    for (int from = 2 * WORD; from < returned.size(); from += SIZE) {
      Bytes element = returned.slice(from, from + SIZE);
      keys.add(of(new Values(Abi.decode(element, Abi.types("uint8", "address")))));
    }
    return List.copyOf(keys);
  }
}
