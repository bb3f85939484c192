package network.superblock.superblock.l1;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import network.superblock.contracts.Revert;
import network.superblock.contracts.SettlementContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.superblock.publishing.GasFee;
import network.superblock.superblock.publishing.Nonce;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.utils.Numeric;

/** Signs and sends transactions that publish superblocks. Every call but {@link #sign} blocks. */
public final class SettlementWriter {

  private final L1Rpc rpc;
  private final ChainId chain;
  private final Address settlement;
  private final Credentials publisher;

  /**
   * Writes through a node.
   *
   * @param chain L1's, the one that the transactions are good for
   * @param publisher the key of the account that may publish
   */
  public SettlementWriter(L1Client l1, ChainId chain, Address settlement, Credentials publisher) {
    this.rpc = new L1Rpc(l1);
    this.chain = chain;
    this.settlement = settlement;
    this.publisher = publisher;
  }

  /** Tries the publication on the newest block. */
  public GasAnswer estimate(SuperblockHeader header) {
    var request =
        Transaction.createFunctionCallTransaction(
            publisher.getAddress(),
            null,
            null,
            null,
            settlement.toString(),
            SettlementContract.publish(header).toString());
    try {
      var gas = rpc.client().call(web3 -> web3.ethEstimateGas(request)).block();
      return new GasAnswer.Takes(Numeric.decodeQuantity(gas).longValueExact());
    } catch (JsonRpcException e) {
      return new GasAnswer.Reverts(reason(e));
    }
  }

  /** The same arguments give the same transaction. */
  public SignedTransaction sign(SuperblockHeader header, Nonce nonce, GasFee fee, long gasLimit) {
    var raw =
        RawTransaction.createTransaction(
            chain.value(),
            BigInteger.valueOf(nonce.value()),
            BigInteger.valueOf(gasLimit),
            settlement.toString(),
            BigInteger.ZERO,
            SettlementContract.publish(header).toString(),
            BigInteger.valueOf(fee.priority()),
            BigInteger.valueOf(fee.max()));
    var signed = TransactionEncoder.signMessage(raw, publisher);
    return new SignedTransaction(Hash32.of(Keccak256.hash(signed)), Bytes.of(signed));
  }

  /**
   * Sends a signed transaction; one that the node has already counts as taken.
   *
   * @throws UnavailableException if the node does not answer: it may have it or not
   */
  public SendAnswer send(SignedTransaction transaction) {
    var raw = transaction.raw().toString();
    try {
      var _ = rpc.client().callOnce(web3 -> web3.ethSendRawTransaction(raw)).block();
      return new SendAnswer.Taken();
    } catch (JsonRpcException e) {
      // Every node has its own words for one that it knows already.
      return isKnown(transaction.hash())
          ? new SendAnswer.Taken()
          : new SendAnswer.Refused(e.nodeMessage());
    }
  }

  /** What the transaction came to; empty while it is in no block. */
  public Optional<Receipt> receipt(Hash32 transaction) {
    return rpc.find(web3 -> web3.ethGetTransactionReceipt(transaction.toString()))
        .map(receipt ->
            new Receipt(
                receipt.isStatusOK(),
                receipt.getGasUsed().longValueExact(),
                Numeric.decodeQuantity(receipt.getEffectiveGasPrice()).longValueExact()));
  }

  private boolean isKnown(Hash32 transaction) {
    return rpc.find(web3 -> web3.ethGetTransactionByHash(transaction.toString())).isPresent();
  }

  private static Revert reason(JsonRpcException refusal) {
    var data = Objects.requireNonNullElse(refusal.data(), "");
    return data.startsWith("0x")
        ? Revert.of(Bytes.fromHex(data))
        : new Revert.Reason(refusal.nodeMessage());
  }
}
