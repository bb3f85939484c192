package network.superblock.devnet.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import network.superblock.protocol.Address;
import network.superblock.protocol.hash.Keccak256;
import org.web3j.crypto.Credentials;

/**
 * A key that everyone knows: derived from its name, the same on every devnet. Worth nothing
 * anywhere else.
 */
public record DevKey(String name, String privateKey) {

  public static DevKey named(String name) {
    var secret = Keccak256.hash(("superblock devnet " + name).getBytes(UTF_8));
    return new DevKey(name, "0x" + HexFormat.of().formatHex(secret));
  }

  public Address address() {
    return Address.fromHex(credentials().getAddress());
  }

  public Credentials credentials() {
    return Credentials.create(privateKey);
  }
}
