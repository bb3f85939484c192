package network.superblock.protocol.rlp;

import java.util.Arrays;
import java.util.List;

/** A list of strings and lists. */
public final class RlpList extends RlpItem {

  private final List<RlpItem> items;

  RlpList(byte[] source, int start, int payload, int end, List<RlpItem> items) {
    super(source, start, payload, end);
    this.items = List.copyOf(items);
  }

  public static RlpList of(RlpItem... items) {
    return of(Arrays.asList(items));
  }

  public static RlpList of(List<? extends RlpItem> items) {
    int length = 0;
    for (RlpItem item : items) length = Math.addExact(length, item.encodedSize());
    byte[] frame = RlpHeader.framed(RlpHeader.SHORT_LIST, length);
    int payload = frame.length - length;
    int next = payload;
    for (RlpItem item : items) {
      item.copyEncodingTo(frame, next);
      next += item.encodedSize();
    }
    return new RlpList(frame, 0, payload, frame.length, List.copyOf(items));
  }

  public List<RlpItem> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  /**
   * The item at {@code index}.
   *
   * @throws MalformedRlpException if the list is shorter
   */
  public RlpItem get(int index) throws MalformedRlpException {
    if (index >= items.size())
      throw new MalformedRlpException("a list has " + items.size() + " items, none at " + index);
    return items.get(index);
  }

  /**
   * The string at {@code index}.
   *
   * @throws MalformedRlpException if the list is shorter or has a list there
   */
  public RlpString string(int index) throws MalformedRlpException {
    return get(index).asString();
  }

  /**
   * The list at {@code index}.
   *
   * @throws MalformedRlpException if the list is shorter or has a string there
   */
  public RlpList list(int index) throws MalformedRlpException {
    return get(index).asList();
  }

  /**
   * Refuses a list of another size.
   *
   * @throws MalformedRlpException unless the list has {@code min} to {@code max} items
   */
  public RlpList sized(int min, int max) throws MalformedRlpException {
    if (items.size() < min || items.size() > max)
      throw new MalformedRlpException(
          "a list has " + items.size() + " items, not " + min + " to " + max);
    return this;
  }

  @Override
  public RlpString asString() throws MalformedRlpException {
    throw new MalformedRlpException("a list where a string is expected");
  }

  @Override
  public RlpList asList() {
    return this;
  }
}
