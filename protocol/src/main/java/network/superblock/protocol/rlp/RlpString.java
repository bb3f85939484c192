package network.superblock.protocol.rlp;

import java.math.BigInteger;
import java.util.Arrays;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/** A byte string, which may stand for a number, a hash or an address. */
public final class RlpString extends RlpItem {

  /** The empty string, which is also the number 0. */
  public static final RlpString EMPTY = of(Bytes.EMPTY);

  RlpString(byte[] source, int start, int payload, int end) {
    super(source, start, payload, end);
  }

  public static RlpString of(Bytes value) {
    return of(value.toArray());
  }

  public static RlpString of(Hash32 value) {
    return of(value.bytes());
  }

  public static RlpString of(Address value) {
    return of(value.bytes());
  }

  /** A number of at least 0, without leading zeros. */
  public static RlpString of(BigInteger value) {
    if (value.signum() < 0) throw new IllegalArgumentException("negative: " + value);
    if (value.signum() == 0) return EMPTY;
    byte[] bytes = value.toByteArray();
    return of(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /** A number of at least 0, without leading zeros. */
  public static RlpString of(long value) {
    return of(BigInteger.valueOf(value));
  }

  private static RlpString of(byte[] value) {
    if (value.length == 1 && value[0] >= 0) return new RlpString(value, 0, 0, 1);
    byte[] frame = RlpHeader.framed(RlpHeader.SHORT_STRING, value.length);
    int payload = frame.length - value.length;
    System.arraycopy(value, 0, frame, payload, value.length);
    return new RlpString(frame, 0, payload, frame.length);
  }

  /** Bytes of the value. */
  public int size() {
    return end - payload;
  }

  public boolean isEmpty() {
    return end == payload;
  }

  public Bytes value() {
    return Bytes.of(Arrays.copyOfRange(source, payload, end));
  }

  /**
   * The value as a hash.
   *
   * @throws MalformedRlpException unless it has 32 bytes
   */
  public Hash32 toHash() throws MalformedRlpException {
    requireSize(Hash32.ZERO.bytes().size(), "a hash");
    return new Hash32(value());
  }

  /**
   * The value as an address.
   *
   * @throws MalformedRlpException unless it has 20 bytes
   */
  public Address toAddress() throws MalformedRlpException {
    requireSize(20, "an address");
    return new Address(value());
  }

  /**
   * The value as a number below 2^63.
   *
   * @throws MalformedRlpException if it has leading zeros or is larger
   */
  public long toLong() throws MalformedRlpException {
    requireNumber(Long.BYTES);
    long number = 0;
    for (int i = payload; i < end; i++) number = (number << 8) | (source[i] & 0xff);
    if (number < 0) throw new MalformedRlpException("a number is above 2^63 - 1");
    return number;
  }

  /**
   * The value as a number below 2^256.
   *
   * @throws MalformedRlpException if it has leading zeros or is larger
   */
  public BigInteger toUint256() throws MalformedRlpException {
    requireNumber(32);
    return new BigInteger(1, source, payload, end - payload);
  }

  @Override
  public RlpString asString() {
    return this;
  }

  @Override
  public RlpList asList() throws MalformedRlpException {
    throw new MalformedRlpException("a string where a list is expected");
  }

  private void requireNumber(int maxBytes) throws MalformedRlpException {
    if (size() > maxBytes)
      throw new MalformedRlpException("a number has " + size() + " bytes, at most " + maxBytes);
    if (!isEmpty() && source[payload] == 0)
      throw new MalformedRlpException("a number has leading zeros");
  }

  private void requireSize(int expected, String what) throws MalformedRlpException {
    if (size() != expected)
      throw new MalformedRlpException(what + " has " + size() + " bytes, not " + expected);
  }
}
