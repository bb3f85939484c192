package network.superblock.libp2p.peer;

import network.superblock.libp2p.wire.Bytes;

/** Lower-case RFC 4648 base32 without padding, as CIDs use it. */
final class Base32 {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int MAX_LENGTH = 128;

  private Base32() {}

  static String encode(Bytes data) {
    var text = new StringBuilder();
    var buffer = 0;
    var bits = 0;
    for (var i = 0; i < data.size(); i++) {
      buffer = (buffer << 8 | (data.get(i) & 0xff)) & 0xffff;
      bits += 8;
      for (; bits >= 5; bits -= 5) text.append(ALPHABET.charAt((buffer >> (bits - 5)) & 31));
    }
    if (bits > 0) text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    return text.toString();
  }

  static Bytes decode(String text) {
    if (text.length() > MAX_LENGTH) throw new IllegalArgumentException("base32 text is too long");
    var bytes = new byte[text.length() * 5 / 8];
    var buffer = 0;
    var bits = 0;
    var at = 0;
    for (var i = 0; i < text.length(); i++) {
      var digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) throw new IllegalArgumentException("not base32: " + text);
      buffer = (buffer << 5 | digit) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
      }
    }
    if (bits >= 5 || (buffer & (1 << bits) - 1) != 0) {
      throw new IllegalArgumentException("base32 text has stray bits: " + text);
    }
    return Bytes.wrap(bytes);
  }
}
