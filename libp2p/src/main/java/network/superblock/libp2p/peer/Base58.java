package network.superblock.libp2p.peer;

import network.superblock.libp2p.wire.Bytes;

/**
 * Base58 with Bitcoin's alphabet, for short strings: its cost grows with the square of the length.
 */
final class Base58 {

  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int MAX_LENGTH = 128;

  private Base58() {}

  static String encode(Bytes data) {
    var zeros = 0;
    while (zeros < data.size() && data.get(zeros) == 0) zeros++;
    var digits = new byte[data.size() * 2];
    var count = 0;
    for (var i = zeros; i < data.size(); i++) {
      var carry = data.get(i) & 0xff;
      for (var j = 0; j < count || carry > 0; j++) {
        carry += j < count ? digits[j] << 8 : 0;
        digits[j] = (byte) (carry % 58);
        carry /= 58;
        count = Math.max(count, j + 1);
      }
    }
    var text = new StringBuilder("1".repeat(zeros));
    for (var i = count - 1; i >= 0; i--) text.append(ALPHABET.charAt(digits[i]));
    return text.toString();
  }

  static Bytes decode(String text) {
    if (text.length() > MAX_LENGTH) throw new IllegalArgumentException("base58 text is too long");
    var zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '1') zeros++;
    var bytes = new byte[text.length()];
    var count = 0;
    for (var i = zeros; i < text.length(); i++) {
      var carry = ALPHABET.indexOf(text.charAt(i));
      if (carry < 0) throw new IllegalArgumentException("not base58: " + text);
      for (var j = 0; j < count || carry > 0; j++) {
        carry += j < count ? (bytes[j] & 0xff) * 58 : 0;
        bytes[j] = (byte) carry;
        carry >>= 8;
        count = Math.max(count, j + 1);
      }
    }
    var result = new byte[zeros + count];
    for (var i = 0; i < count; i++) result[zeros + count - 1 - i] = bytes[i];
    return Bytes.wrap(result);
  }
}
