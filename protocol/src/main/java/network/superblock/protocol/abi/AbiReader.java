package network.superblock.protocol.abi;

import java.math.BigInteger;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Reads the arguments of {@code abi.encode(...)} by their position. */
public final class AbiReader {

  private final Bytes encoded;

  public AbiReader(Bytes encoded) {
    this.encoded = encoded;
  }

  /**
   * The argument of one word at {@code index}.
   *
   * @throws MalformedAbiException if the encoding ends before
   */
  public Hash32 word(int index) throws MalformedAbiException {
    return new Hash32(slice((long) index * AbiWord.SIZE, AbiWord.SIZE));
  }

  /**
   * The address at {@code index}.
   *
   * @throws MalformedAbiException if the encoding ends before or the padding is not zero
   */
  public Address address(int index) throws MalformedAbiException {
    return address(word(index));
  }

  /**
   * The {@code bytes} at {@code index}.
   *
   * @throws MalformedAbiException if its place or its length points beyond the encoding
   */
  public Bytes bytes(int index) throws MalformedAbiException {
    int place = size(word(index));
    int length = size(new Hash32(slice(place, AbiWord.SIZE)));
    return slice((long) place + AbiWord.SIZE, length);
  }

  /**
   * The address in a word.
   *
   * @throws MalformedAbiException if the padding is not zero
   */
  public static Address address(Hash32 word) throws MalformedAbiException {
    Address address = new Address(word.bytes().slice(12, AbiWord.SIZE));
    if (!AbiWord.of(address).equals(word))
      throw new MalformedAbiException("an address is padded with " + word);
    return address;
  }

  /**
   * The chain id in a word.
   *
   * @throws MalformedAbiException if no chain can have it
   */
  public static ChainId chain(Hash32 word) throws MalformedAbiException {
    long value = number(word);
    if (value == 0) throw new MalformedAbiException("no chain has the id 0");
    return new ChainId(value);
  }

  /**
   * The number in a word.
   *
   * @throws MalformedAbiException if it is above 2^63 - 1
   */
  public static long number(Hash32 word) throws MalformedAbiException {
    BigInteger value = new BigInteger(1, word.toArray());
    if (value.bitLength() >= Long.SIZE)
      throw new MalformedAbiException("a number is above 2^63 - 1: " + value);
    return value.longValue();
  }

  private int size(Hash32 word) throws MalformedAbiException {
    long size = number(word);
    if (size > encoded.size()) throw new MalformedAbiException("an offset points beyond the end");
    return (int) size;
  }

  private Bytes slice(long from, int length) throws MalformedAbiException {
    if (from + length > encoded.size()) throw new MalformedAbiException("the encoding ends early");
    return encoded.slice((int) from, (int) from + length);
  }
}
