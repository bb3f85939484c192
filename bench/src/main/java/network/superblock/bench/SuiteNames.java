package network.superblock.bench;

import java.util.Iterator;
import java.util.stream.Stream;

/** All benchmarks' names, for the help. */
final class SuiteNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.of(Suite.values()).map(Suite::commandName).iterator();
  }
}
