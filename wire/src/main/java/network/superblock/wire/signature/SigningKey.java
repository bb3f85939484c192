package network.superblock.wire.signature;

import fr.acinq.secp256k1.Secp256k1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;

/** A secp256k1 private key. It never shows itself: its text and its errors hold no part of it. */
public final class SigningKey implements Signer {

  private static final int SIZE = 32;
  // 32 bytes of hex, a prefix and a line's end; a larger file is something else.
  private static final int MAX_FILE_SIZE = 128;

  private final byte[] secret;
  private final Address address;

  private SigningKey(byte[] secret) {
    this.secret = secret;
    this.address = addressOf(Secp256k1.get().pubkeyCreate(secret));
  }

  /**
   * Reads 64 hex digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if they are not a private key
   */
  public static SigningKey fromHex(String hex) {
    var digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (digits.length() != 2 * SIZE || !digits.chars().allMatch(HexFormat::isHexDigit))
      throw new IllegalArgumentException("a private key is 64 hex digits");
    var secret = HexFormat.of().parseHex(digits);
    if (!Secp256k1.get().secKeyVerify(secret))
      throw new IllegalArgumentException("not a private key of secp256k1");
    return new SigningKey(secret);
  }

  /**
   * Reads a file of hex digits and white space around them.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it does not hold a private key
   */
  public static SigningKey read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_SIZE)
      throw new IllegalArgumentException(file + " is too large for a private key");
    return fromHex(Files.readString(file).strip());
  }

  /** A new key. */
  public static SigningKey generate(SecureRandom random) {
    var secret = new byte[SIZE];
    do random.nextBytes(secret);
    while (!Secp256k1.get().secKeyVerify(secret));
    return new SigningKey(secret);
  }

  @Override
  public Address address() {
    return address;
  }

  /** Signs deterministically (RFC 6979), with the lower of the two possible s. */
  @Override
  public Signature sign(Hash32 digest) {
    var rs = Secp256k1.get().sign(digest.toArray(), secret);
    var even = Signature.of(rs, false);
    return even.signerOf(digest).filter(address::equals).isPresent()
        ? even
        : Signature.of(rs, true);
  }

  /** The secret in hex, for a key file that is being made and for nothing else. */
  public String exportHex() {
    return HexFormat.of().formatHex(secret);
  }

  @Override
  public String toString() {
    return "SigningKey[" + address + "]";
  }

  static Address addressOf(byte[] publicKey) {
    var point = Secp256k1.get().pubkeyParse(publicKey);
    var hash = new Keccak256().update(point, 1, point.length - 1).digest();
    return Address.of(Arrays.copyOfRange(hash, 12, 32));
  }
}
