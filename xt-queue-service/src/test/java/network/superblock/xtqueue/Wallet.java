package network.superblock.xtqueue;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Signs transactions as a user's own software does. */
public final class Wallet {

  public static final ChainId A = new ChainId(77777);
  public static final ChainId B = new ChainId(88888);
  public static final ChainId C = new ChainId(99999);

  private static final String TARGET = "0x00000000000000000000000000000000000000aa";
  private static final BigInteger GAS = BigInteger.valueOf(100_000);
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private final Credentials credentials;
  private long nonce;

  public Wallet(int number) {
    this.credentials = Credentials.create(Integer.toHexString(number + 1));
  }

  public Address address() {
    return Address.fromHex(credentials.getAddress());
  }

  /** Another xT each time, with one transaction for each chain. */
  public XtRequest xt(ChainId... chains) {
    return xt(GWEI, chains);
  }

  public XtRequest xt(BigInteger tip, ChainId... chains) {
    nonce++;
    return new XtRequest(
        List.of(chains).stream()
            .map(chain -> new TransactionRequest(chain, List.of(dynamicFee(chain, tip, 0))))
            .toList());
  }

  public Bytes dynamicFee(ChainId chain, BigInteger tip, int dataSize) {
    return sign(
        RawTransaction.createTransaction(
            chain.value(),
            BigInteger.valueOf(nonce),
            GAS,
            TARGET,
            BigInteger.ZERO,
            "00".repeat(dataSize),
            tip,
            tip.add(GWEI)));
  }

  public Bytes accessList(ChainId chain, BigInteger price) {
    var entry = new AccessListObject(TARGET, List.of("0x" + "01".repeat(32)));
    return sign(
        RawTransaction.createTransaction(
            chain.value(),
            BigInteger.valueOf(nonce),
            price,
            GAS,
            TARGET,
            BigInteger.ONE,
            "beef",
            List.of(entry)));
  }

  public Bytes legacy(ChainId chain, BigInteger price) {
    return Bytes.of(
        TransactionEncoder.signMessage(unsignedLegacy(price), chain.value(), credentials));
  }

  /** Valid on every chain, as before EIP-155. */
  public Bytes unprotected(BigInteger price) {
    return sign(unsignedLegacy(price));
  }

  private RawTransaction unsignedLegacy(BigInteger price) {
    return RawTransaction.createTransaction(
        BigInteger.valueOf(nonce), price, GAS, TARGET, BigInteger.TWO, "beef");
  }

  private Bytes sign(RawTransaction transaction) {
    return Bytes.of(TransactionEncoder.signMessage(transaction, credentials));
  }
}
