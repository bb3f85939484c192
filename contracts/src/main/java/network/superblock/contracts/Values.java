package network.superblock.contracts;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import org.web3j.abi.datatypes.Array;
import org.web3j.abi.datatypes.BytesType;
import org.web3j.abi.datatypes.Type;

/** Decoded ABI values, taken one after the other as the protocol's types. */
@SuppressWarnings("rawtypes")
final class Values {

  private final Iterator<? extends Type> rest;

  Values(List<? extends Type> values) {
    this.rest = values.iterator();
  }

  ChainId chainId() {
    long number = number();
    if (number == 0) throw new MalformedAbiException("no chain has the id 0");
    return new ChainId(number);
  }

  Slot slot() {
    return new Slot(number());
  }

  SuperblockNumber superblockNumber() {
    return new SuperblockNumber(number());
  }

  /**
   * @throws MalformedAbiException if it does not fit 63 bits
   */
  long number() {
    try {
      return integer().longValueExact();
    } catch (ArithmeticException e) {
      throw new MalformedAbiException("number is over 63 bits", e);
    }
  }

  BigInteger integer() {
    return take(BigInteger.class);
  }

  boolean flag() {
    return take(Boolean.class);
  }

  String text() {
    return take(String.class);
  }

  Address address() {
    return Address.fromHex(text());
  }

  Bytes bytes() {
    return Bytes.of(take(byte[].class));
  }

  Hash32 hash() {
    return new Hash32(bytes());
  }

  /** A uint256 as 32 bytes, big-endian. */
  Hash32 word() {
    byte[] minimal = integer().toByteArray();
    byte[] word = new byte[32];
    int length = Math.min(minimal.length, word.length);
    System.arraycopy(minimal, minimal.length - length, word, word.length - length, length);
    return Hash32.of(word);
  }

  /** The fields of each struct of an array. */
  Stream<Values> structs() {
    return ((List<?>) take(List.class))
        .stream().map(struct -> new Values(((Array<?>) struct).getValue()));
  }

  /** The next value as a reader wants to see it, whatever its type. */
  String readable() {
    Type next = rest.next();
    return next instanceof BytesType bytes
        ? Bytes.of(bytes.getValue()).toString()
        : next.getValue().toString();
  }

  private <T> T take(Class<T> type) {
    if (!rest.hasNext()) throw new MalformedAbiException("a value is missing");
    return type.cast(rest.next().getValue());
  }
}
