package network.superblock.sequencer;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.contracts.RollupDeployment;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.Genesis;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.sequencer.anvil.AnvilNode;
import network.superblock.sequencer.draft.Coordinator;
import network.superblock.sequencer.draft.ExecutedDraft;
import network.superblock.sequencer.draft.Extension;
import network.superblock.sequencer.draft.Workbench;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real node with the project's contracts in block 1, and accounts that can pay. */
public final class TestRollup implements AutoCloseable {

  public static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  public static final long GAS_LIMIT = 30_000_000;

  private static final Duration SLOT = Duration.ofSeconds(12);
  private static final Wei FEE_CAP = Wei.of(5_000_000_000L);
  private static final Wei TIP_CAP = Wei.of(1_000_000);
  // The first keys of the well-known test mnemonic.
  private static final List<SigningKey> KEYS =
      List.of(
          key("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"),
          key("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"),
          key("5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a"),
          key("7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6"),
          key("47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a"));

  private final EthereumNode process;
  private final JsonRpcClient rpc;
  private final AnvilNode node;
  private final ChainId chain;
  private final RollupDeployment contracts = RollupDeployment.by(deployer().address());
  private final Map<Address, Long> nonces = new HashMap<>();

  private TestRollup(EthereumNode process, ChainId chain) {
    this.process = process;
    this.chain = chain;
    this.rpc = client(process.rpc(), Duration.ofSeconds(5));
    this.node = new AnvilNode(rpc, chain);
  }

  public static TestRollup start(long chain) {
    Genesis genesis = Genesis.of(chain).at(GENESIS).gasLimit(GAS_LIMIT);
    var rollup =
        new TestRollup(EthereumNode.start(NodeOptions.l2(chain).from(genesis)), new ChainId(chain));
    rollup.deploy();
    return rollup;
  }

  public static JsonRpcClient client(URI node, Duration timeout) {
    var guard = new CallGuard("l2", timeout, CallGuard.Registries.defaults());
    return new JsonRpcClient(
        WebClient.builder(), JsonMapper.shared(), node, DataSize.ofMegabytes(64), guard);
  }

  public static SigningKey deployer() {
    return KEYS.get(0);
  }

  public static SigningKey coordinatorKey() {
    return KEYS.get(1);
  }

  public static SigningKey alice() {
    return KEYS.get(2);
  }

  public static SigningKey bob() {
    return KEYS.get(3);
  }

  /** Has no money at genesis. */
  public static SigningKey pauper() {
    return key("11".repeat(32));
  }

  public ChainId chain() {
    return chain;
  }

  public AnvilNode node() {
    return node;
  }

  public EthereumNode process() {
    return process;
  }

  public URI endpoint() {
    return process.rpc();
  }

  /** What the node itself answers. */
  public JsonNode ask(String method, Object... params) {
    return rpc.call(method, params).blockOptional().orElseThrow();
  }

  public RollupDeployment contracts() {
    return contracts;
  }

  public Coordinator coordinator() {
    return new Coordinator(coordinatorKey(), chain, contracts.mailbox());
  }

  /** Begins the block of {@code slot} on the head. */
  public ExecutedDraft open(long slot) {
    BlockEnvironment block = node.environmentAfter(node.head(), startOf(slot));
    Workbench workbench = Workbench.of(node, coordinator(), block);
    Extension opening =
        ExecutedDraft.on(workbench, block).extend(new DraftEntry.TopOfBlock(new Slot(slot)));
    if (opening instanceof Extension.Extended(var draft)) return draft;
    throw new AssertionError(opening.toString());
  }

  public static Instant startOf(long slot) {
    return GENESIS.plus(SLOT.multipliedBy(slot));
  }

  /** A call with the sender's next nonce, as this rollup counts them. */
  public SignedTransaction call(SigningKey from, Address to, Bytes data) {
    return call(from, to, data, Wei.ZERO, 1_000_000);
  }

  public SignedTransaction pay(SigningKey from, Address to, Wei value) {
    return call(from, to, Bytes.EMPTY, value, 21_000);
  }

  public SignedTransaction call(SigningKey from, Address to, Bytes data, Wei value, long gas) {
    return sign(from, nextNonce(from), Optional.of(to), data, value, gas);
  }

  public SignedTransaction create(SigningKey from, Bytes initCode) {
    return sign(from, nextNonce(from), Optional.empty(), initCode, Wei.ZERO, 5_000_000);
  }

  public SignedTransaction sign(
      SigningKey from, long nonce, Optional<Address> to, Bytes data, Wei value, long gas) {
    var body =
        new Transaction(
            Transaction.Type.DYNAMIC_FEE, nonce, gas, FEE_CAP, TIP_CAP, to, value, data, List.of());
    return SignedTransaction.sign(body, from, chain);
  }

  /** Takes back what {@link #call} counted, when the transactions were not mined. */
  public void forgetNonces() {
    nonces.clear();
  }

  /** Puts a contract of this runtime code on the chain, in a block of its own. */
  public Address install(long slot, String runtimeHex) {
    SignedTransaction creation = create(deployer(), creating(runtimeHex));
    mine(slot, List.of(creation.raw()));
    String receipt = creation.hash().toString();
    return Address.fromHex(
        ask("eth_getTransactionReceipt", receipt).get("contractAddress").asString());
  }

  /** The code that creates a contract of this runtime code. */
  public static Bytes creating(String runtimeHex) {
    Bytes runtime = Bytes.fromHex(runtimeHex);
    // Copies what follows these twelve bytes to memory and returns it.
    Bytes loader = Bytes.fromHex("61%04x80600c6000396000f3".formatted(runtime.size()));
    return loader.concat(runtime);
  }

  public MinedBlock mine(long slot, List<Bytes> transactions) {
    MinedBlock block = node.mine(node.environmentAfter(node.head(), startOf(slot)), transactions);
    if (block.transactions().size() != transactions.size())
      throw new AssertionError("the node left transactions out");
    return block;
  }

  @Override
  public void close() {
    process.close();
  }

  private void deploy() {
    var transactions = new ArrayList<Bytes>();
    List<Address> holders = List.of(alice().address());
    for (Bytes creation :
        contracts.creations(coordinatorKey().address(), holders, BigInteger.valueOf(1_000)))
      transactions.add(create(deployer(), creation).raw());
    MinedBlock block =
        node.mine(node.environmentAfter(node.head(), GENESIS.plusSeconds(1)), transactions);
    if (!block.receipts().stream().allMatch(receipt -> receipt.succeeded()))
      throw new AssertionError("the contracts could not be deployed");
  }

  private long nextNonce(SigningKey from) {
    long next =
        nonces.computeIfAbsent(
            from.address(), address -> node.account(address, node.head().number()).nonce());
    nonces.put(from.address(), next + 1);
    return next;
  }

  private static SigningKey key(String hex) {
    return SigningKey.fromHex(hex);
  }
}
