package network.superblock.contracts;

import java.math.BigInteger;
import network.superblock.protocol.Address;
import org.web3j.crypto.ContractUtils;

/** Where a contract comes to stand: it follows from who creates it and that account's nonce. */
final class CreatedAddress {

  private CreatedAddress() {}

  static Address of(Address creator, long nonce) {
    return Address.fromHex(
        ContractUtils.generateContractAddress(creator.toString(), BigInteger.valueOf(nonce)));
  }
}
