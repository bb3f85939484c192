package network.superblock.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/** Between the protocol's types and web3j's ABI types. Raw types: web3j's signatures have them. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class Abi {

  static final int SELECTOR_SIZE = 4;

  private Abi() {}

  /** A call's input: the selector, then the arguments. */
  static Bytes call(String function, Type... arguments) {
    return Bytes.fromHex(
        FunctionEncoder.encode(new Function(function, List.of(arguments), List.of())));
  }

  static Bytes encode(Type... values) {
    return Bytes.fromHex(FunctionEncoder.encodeConstructor(List.of(values)));
  }

  /** The first four bytes of the signature's hash: how a function or an error is told. */
  static Bytes selector(String name, List<String> types) {
    String signature = name + "(" + String.join(",", types) + ")";
    Bytes hash = Keccak256.hash(Bytes.of(signature.getBytes(US_ASCII))).bytes();
    return hash.slice(0, SELECTOR_SIZE);
  }

  static List<TypeReference<Type>> types(TypeReference reference) {
    return List.of(reference);
  }

  static List<TypeReference<Type>> types(String... names) {
    return Stream.of(names).map(Abi::type).toList();
  }

  static TypeReference<Type> type(String name) {
    try {
      return TypeReference.makeTypeReference(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("not an ABI type: " + name, e);
    }
  }

  /**
   * @throws MalformedAbiException if {@code encoded} does not hold these types
   */
  static List<Type> decode(Bytes encoded, List<TypeReference<Type>> types) {
    List<Type> values;
    try {
      values = FunctionReturnDecoder.decode(encoded.toHex(), types);
    } catch (RuntimeException e) {
      // web3j has no exception of its own for bytes that are too short or point outside themselves.
      throw new MalformedAbiException("not an ABI encoding of " + types.size() + " values", e);
    }
    if (values.size() != types.size()) throw new MalformedAbiException("a value is missing");
    return values;
  }

  static Uint256 uint256(ChainId chain) {
    return new Uint256(chain.value());
  }

  static Uint256 uint256(BigInteger value) {
    return new Uint256(value);
  }

  static Uint256 uint256(Hash32 bigEndian) {
    return new Uint256(new BigInteger(1, bigEndian.toArray()));
  }

  static Uint64 uint64(long value) {
    return new Uint64(value);
  }

  static Uint8 uint8(int value) {
    return new Uint8(value);
  }

  static org.web3j.abi.datatypes.Address address(Address address) {
    return new org.web3j.abi.datatypes.Address(address.toString());
  }

  static DynamicArray<org.web3j.abi.datatypes.Address> addresses(List<Address> addresses) {
    return new DynamicArray<>(
        org.web3j.abi.datatypes.Address.class, addresses.stream().map(Abi::address).toList());
  }

  static Bytes32 bytes32(Hash32 hash) {
    return new Bytes32(hash.toArray());
  }

  static DynamicArray<Bytes32> bytes32s(List<Hash32> hashes) {
    return new DynamicArray<>(Bytes32.class, hashes.stream().map(Abi::bytes32).toList());
  }

  static DynamicBytes bytes(Bytes bytes) {
    return new DynamicBytes(bytes.toArray());
  }

  static DynamicArray<DynamicBytes> bytesList(List<Bytes> list) {
    return new DynamicArray<>(DynamicBytes.class, list.stream().map(Abi::bytes).toList());
  }

  static Utf8String text(String text) {
    return new Utf8String(text);
  }
}
