package network.superblock.protocol.rlp;

import static network.superblock.protocol.rlp.RlpHeader.LONG_LIST;
import static network.superblock.protocol.rlp.RlpHeader.LONG_STRING;
import static network.superblock.protocol.rlp.RlpHeader.MAX_SHORT_LENGTH;
import static network.superblock.protocol.rlp.RlpHeader.SHORT_LIST;
import static network.superblock.protocol.rlp.RlpHeader.SHORT_STRING;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;

/**
 * Reads one item from exactly all of the input. Only the canonical encoding is taken, so that a
 * value has one encoding and one hash: the shortest header, no leading zeros in a length, and a
 * byte below 0x80 as itself.
 */
public final class RlpDecoder {

  private final byte[] source;
  private final RlpLimits limits;
  private int items;

  private RlpDecoder(byte[] source, RlpLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /**
   * The item that {@code input} encodes.
   *
   * @throws MalformedRlpException if the input is not canonical, has bytes left over, ends early or
   *     exceeds {@code limits}
   */
  public static RlpItem decode(Bytes input, RlpLimits limits) throws MalformedRlpException {
    if (input.size() > limits.maxBytes())
      throw new MalformedRlpException(
          "the input has " + input.size() + " bytes, at most " + limits.maxBytes());
    byte[] source = input.toArray();
    RlpItem item = new RlpDecoder(source, limits).item(0, source.length, 0);
    if (item.end != source.length)
      throw new MalformedRlpException((source.length - item.end) + " bytes follow the item");
    return item;
  }

  private RlpItem item(int start, int bound, int depth) throws MalformedRlpException {
    if (++items > limits.maxItems())
      throw new MalformedRlpException("more than " + limits.maxItems() + " items");
    if (start >= bound) throw new MalformedRlpException("the input ends before an item");
    int prefix = source[start] & 0xff;
    if (prefix < SHORT_STRING) return new RlpString(source, start, start, start + 1);
    if (prefix <= LONG_STRING) return shortString(start, prefix - SHORT_STRING, bound);
    if (prefix < SHORT_LIST) return longString(start, prefix - LONG_STRING, bound);
    if (prefix <= LONG_LIST) return list(start, start + 1, prefix - SHORT_LIST, bound, depth);
    return longList(start, prefix - LONG_LIST, bound, depth);
  }

  private RlpItem shortString(int start, int length, int bound) throws MalformedRlpException {
    int payload = start + 1;
    int end = endOf(payload, length, bound);
    if (length == 1 && source[payload] >= 0)
      throw new MalformedRlpException("a byte below 0x80 has a header");
    return new RlpString(source, start, payload, end);
  }

  private RlpItem longString(int start, int lengthBytes, int bound) throws MalformedRlpException {
    int payload = start + 1 + lengthBytes;
    int length = length(start + 1, lengthBytes, bound);
    return new RlpString(source, start, payload, endOf(payload, length, bound));
  }

  private RlpItem longList(int start, int lengthBytes, int bound, int depth)
      throws MalformedRlpException {
    int length = length(start + 1, lengthBytes, bound);
    return list(start, start + 1 + lengthBytes, length, bound, depth);
  }

  private RlpItem list(int start, int payload, int length, int bound, int depth)
      throws MalformedRlpException {
    if (depth >= limits.maxDepth())
      throw new MalformedRlpException("lists nest deeper than " + limits.maxDepth());
    int end = endOf(payload, length, bound);
    List<RlpItem> children = new ArrayList<>();
    for (int next = payload; next < end; ) {
      RlpItem child = item(next, end, depth + 1);
      children.add(child);
      next = child.end;
    }
    return new RlpList(source, start, payload, end, children);
  }

  private int length(int start, int lengthBytes, int bound) throws MalformedRlpException {
    if (lengthBytes > Integer.BYTES || lengthBytes > bound - start)
      throw new MalformedRlpException("a length reaches beyond the input");
    if (source[start] == 0) throw new MalformedRlpException("a length has leading zeros");
    long length = 0;
    for (int i = start; i < start + lengthBytes; i++) length = (length << 8) | (source[i] & 0xff);
    if (length <= MAX_SHORT_LENGTH)
      throw new MalformedRlpException("a short length in the long form");
    if (length > bound - start)
      throw new MalformedRlpException("a length reaches beyond the input");
    return (int) length;
  }

  private static int endOf(int payload, int length, int bound) throws MalformedRlpException {
    if (length > bound - payload)
      throw new MalformedRlpException("a payload reaches beyond its container");
    return payload + length;
  }
}
