package network.superblock.devnet.cli;

import java.util.Iterator;
import java.util.stream.Stream;
import network.superblock.devnet.demo.Demo;

/** All demos' names, for the help. */
final class DemoNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.of(Demo.values()).map(Demo::commandName).iterator();
  }
}
