package network.superblock.devnet.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.contracts.ContractCall;
import network.superblock.contracts.Revert;
import network.superblock.embedded.Patience;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/** A node's JSON-RPC, as far as setting up a chain and paying on it needs it. Blocks. */
public final class ChainClient implements AutoCloseable {

  private static final Duration INCLUSION = Duration.ofSeconds(30);
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger MAX_FEE = BigInteger.valueOf(20_000_000_000L);

  private final HttpService service;
  private final Web3j web3j;
  private final long chainId;

  public ChainClient(URI rpc, long chainId) {
    this.service = new HttpService(rpc.toString());
    this.web3j = Web3j.build(service);
    this.chainId = chainId;
  }

  public long chainId() {
    return chainId;
  }

  public BigInteger blockNumber() {
    return ask(web3j.ethBlockNumber()).getBlockNumber();
  }

  public Hash32 blockHash(long number) {
    var block =
        ask(
            web3j.ethGetBlockByNumber(
                DefaultBlockParameter.valueOf(BigInteger.valueOf(number)), false));
    return Hash32.fromHex(block.getBlock().getHash());
  }

  public Bytes codeAt(Address address) {
    var code = ask(web3j.ethGetCode(address.toString(), DefaultBlockParameterName.LATEST));
    return Bytes.fromHex(code.getCode());
  }

  public BigInteger nonceOf(Address address) {
    var count =
        ask(web3j.ethGetTransactionCount(address.toString(), DefaultBlockParameterName.PENDING));
    return count.getTransactionCount();
  }

  /**
   * Calls a contract without a transaction.
   *
   * @throws IllegalStateException if it reverts, with the reason
   */
  public <R> R call(Address contract, ContractCall<R> call) {
    var transaction =
        Transaction.createEthCallTransaction(null, contract.toString(), call.input().toString());
    var answer = ask(web3j.ethCall(transaction, DefaultBlockParameterName.LATEST));
    return call.read(Bytes.fromHex(answer.getValue()));
  }

  /** A signed EIP-1559 transaction, not sent. */
  public Bytes sign(DevKey from, BigInteger nonce, Optional<Address> to, Bytes data, long gas) {
    var transaction =
        RawTransaction.createTransaction(
            chainId,
            nonce,
            BigInteger.valueOf(gas),
            to.map(Address::toString).orElse(""),
            BigInteger.ZERO,
            data.toString(),
            TIP,
            MAX_FEE);
    return Bytes.of(TransactionEncoder.signMessage(transaction, from.credentials()));
  }

  /** Hands a signed transaction to the node; its hash. */
  public Hash32 send(Bytes signed) {
    return Hash32.fromHex(ask(web3j.ethSendRawTransaction(signed.toString())).getTransactionHash());
  }

  /**
   * Waits until a transaction is in a block.
   *
   * @throws IllegalStateException if it takes longer than 30 s, or failed
   */
  public TransactionReceipt receipt(Hash32 transaction) {
    if (!Patience.until(INCLUSION, () -> find(transaction).isPresent()))
      throw new IllegalStateException("not in a block after " + INCLUSION + ": " + transaction);
    var receipt = find(transaction).orElseThrow();
    if (!receipt.isStatusOK()) throw new IllegalStateException("failed: " + transaction);
    return receipt;
  }

  /** The number of the block that holds a transaction; empty while none does. */
  public Optional<BigInteger> blockOf(Hash32 transaction) {
    return find(transaction).map(TransactionReceipt::getBlockNumber);
  }

  /** Sends a transaction and waits for it, on a chain that makes blocks by itself. */
  public TransactionReceipt transact(DevKey from, Optional<Address> to, Bytes data, long gas) {
    return receipt(send(sign(from, nonceOf(from.address()), to, data, gas)));
  }

  /** Calls a method that web3j does not know, such as the dev node's own. */
  public String control(String method, Object... parameters) {
    var request = new Request<>(method, List.of(parameters), service, TextResponse.class);
    var result = ask(request).getResult();
    return result == null ? "" : result.toString();
  }

  private Optional<TransactionReceipt> find(Hash32 transaction) {
    return ask(web3j.ethGetTransactionReceipt(transaction.toString())).getTransactionReceipt();
  }

  private static <R extends Response<?>> R ask(Request<?, R> request) {
    try {
      var response = request.send();
      if (response.hasError())
        throw new IllegalStateException(
            request.getMethod() + " refused: " + inWords(response.getError()));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(request.getMethod() + " got no answer", e);
    }
  }

  private static String inWords(Response.Error error) {
    var data = error.getData();
    return data == null || !data.startsWith("0x")
        ? error.getMessage()
        : Revert.of(Bytes.fromHex(data)).text();
  }

  @Override
  public void close() {
    web3j.shutdown();
  }

  /** An answer of any shape. */
  static final class TextResponse extends Response<Object> {}
}
