package network.superblock.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import network.superblock.protocol.Bytes;

/** Short ways to write the values that tests need. */
final class TestValues {

  private TestValues() {}

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
