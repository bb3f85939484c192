package network.superblock.protocol.rlp;

/** The bytes before a payload: the kind of the item and the payload's length. */
final class RlpHeader {

  static final int SHORT_STRING = 0x80;
  static final int LONG_STRING = 0xb7;
  static final int SHORT_LIST = 0xc0;
  static final int LONG_LIST = 0xf7;
  static final int MAX_SHORT_LENGTH = 55;

  private RlpHeader() {}

  /** Bytes of the header of a payload that does not stand for itself. */
  static int sizeFor(int payloadLength) {
    return payloadLength <= MAX_SHORT_LENGTH ? 1 : 1 + bytesOf(payloadLength);
  }

  /** An array that starts with the header and has room for the payload behind it. */
  static byte[] framed(int shortPrefix, int payloadLength) {
    int headerSize = sizeFor(payloadLength);
    byte[] frame = new byte[Math.addExact(headerSize, payloadLength)];
    if (headerSize == 1) {
      frame[0] = (byte) (shortPrefix + payloadLength);
      return frame;
    }
    int lengthBytes = headerSize - 1;
    frame[0] = (byte) (shortPrefix + MAX_SHORT_LENGTH + lengthBytes);
    for (int i = lengthBytes, rest = payloadLength; i > 0; i--, rest >>>= 8) frame[i] = (byte) rest;
    return frame;
  }

  private static int bytesOf(int length) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
  }
}
