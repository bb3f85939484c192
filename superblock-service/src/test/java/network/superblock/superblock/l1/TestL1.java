package network.superblock.superblock.l1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.RegistryContract;
import network.superblock.contracts.SettlementContract;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.Mining;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.l1.L1Client;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A real L1 with the contracts on it, which makes a block when it is told to. */
public final class TestL1 implements AutoCloseable {

  public static final ChainId CHAIN = new ChainId(31337);
  public static final Hash32 GENESIS = AbiWord.of(0x9e);

  /** The second of the development accounts, whose keys are public knowledge. */
  public static final String PUBLISHER_KEY =
      "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

  static final Credentials PUBLISHER = Credentials.create(PUBLISHER_KEY);

  private static final Address AUTHORITY =
      Address.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

  // Where the contract's storage has its mapping of superblocks.
  private static final long SUPERBLOCKS_SLOT = 2;

  private final EthereumNode node;
  private final Web3jService service;
  private final L1Deployment contracts = L1Deployment.by(AUTHORITY);

  /** Any result, as it is. */
  public static final class AnyResponse extends Response<Object> {}

  private TestL1(EthereumNode node) {
    this.node = node;
    this.service = new HttpService(node.rpc().toString());
  }

  public static TestL1 start() {
    return start(new Mining.OnDemand());
  }

  public static TestL1 start(Mining mining) {
    var l1 =
        new TestL1(
            EthereumNode.start(
                NodeOptions.l1(CHAIN.value(), Duration.ofSeconds(1)).mining(mining)));
    for (var creation : L1Deployment.creations(AUTHORITY, publisher(), GENESIS))
      l1.call(
          "eth_sendTransaction",
          Map.of("from", AUTHORITY.toString(), "data", creation.toString(), "gas", "0x989680"));
    l1.mine(1);
    return l1;
  }

  public static Address publisher() {
    return Address.fromHex(PUBLISHER.getAddress());
  }

  public EthereumNode node() {
    return node;
  }

  public L1Client client() {
    return client(node.rpc().toString());
  }

  static L1Client client(String url) {
    var guard = new CallGuard("l1", Duration.ofSeconds(5), CallGuard.Registries.defaults());
    return new L1Client(Web3j.build(new HttpService(url)), guard);
  }

  public Address settlement() {
    return contracts.settlement();
  }

  public Address registry() {
    return contracts.registry();
  }

  public Address authority() {
    return AUTHORITY;
  }

  public void mine(int blocks) {
    call("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /** Replaces the last blocks by empty ones; what they held is forgotten. */
  public void reorg(int depth) {
    call("anvil_reorg", depth, List.of());
  }

  public void drop(Hash32 transaction) {
    call("anvil_dropTransaction", transaction.toString());
  }

  /** Whether the node has the transaction, in a block or not; {@code transaction} without 0x. */
  public boolean knows(String transaction) {
    return call("eth_getTransactionByHash", "0x" + transaction) != null;
  }

  public void nextBaseFee(long wei) {
    call("anvil_setNextBlockBaseFeePerGas", "0x" + Long.toHexString(wei));
  }

  public void rollBack(SuperblockNumber lastValid) {
    send(settlement(), SettlementContract.rollBack(lastValid));
  }

  /** The same, in the next block before everything else that waits. */
  public void rollBackFirst(SuperblockNumber lastValid) {
    call(
        "eth_sendTransaction",
        Map.of(
            "from", AUTHORITY.toString(),
            "to", settlement().toString(),
            "data", SettlementContract.rollBack(lastValid).toString(),
            "gas", "0x989680",
            "gasPrice", "0x" + Long.toHexString(900_000_000_000L)));
  }

  /** Whether the transaction was mined and reverted. */
  public boolean failed(String transaction) {
    return call("eth_getTransactionReceipt", transaction) instanceof Map<?, ?> receipt
        && "0x0".equals(receipt.get("status"));
  }

  /** Has the contract hold another hash of a superblock from the next block on. */
  public void forge(SuperblockNumber number) {
    var entry =
        Keccak256.hash(
            AbiWord.of(number.value()).bytes().concat(AbiWord.of(SUPERBLOCKS_SLOT).bytes()));
    call(
        "anvil_setStorageAt",
        settlement().toString(),
        entry.toString(),
        AbiWord.of(0xbad).toString());
    mine(1);
  }

  public void addPublisherKey(PublisherKey key) {
    send(registry(), RegistryContract.addPublisherKey(key));
  }

  private void send(Address contract, Bytes input) {
    call(
        "eth_sendTransaction",
        Map.of(
            "from", AUTHORITY.toString(),
            "to", contract.toString(),
            "data", input.toString(),
            "gas", "0x989680"));
  }

  public Object call(String method, Object... parameters) {
    try {
      var answer = new Request<>(method, List.of(parameters), service, AnyResponse.class).send();
      if (answer.hasError())
        throw new AssertionError(method + ": " + answer.getError().getMessage());
      return answer.getResult();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
    node.close();
  }
}
