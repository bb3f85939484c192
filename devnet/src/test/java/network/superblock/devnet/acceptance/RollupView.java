package network.superblock.devnet.acceptance;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.ContractCall;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import tools.jackson.databind.JsonNode;

/** One rollup: its sequencer as users reach it, and its chain as its node has it. */
final class RollupView implements AutoCloseable {

  static final RollupDeployment CONTRACTS = RollupDeployment.by(Accounts.deployer().address());

  private static final long GAS = 120_000;

  private final ChainId chain;
  private final Address coordinator;
  private final Rpc sequencer;
  private final Rpc node;
  private final ChainClient signer;

  RollupView(ChainId chain, URI sequencer, URI node) {
    this.chain = chain;
    this.coordinator = DevKey.named("coordinator " + chain).address();
    this.sequencer = new Rpc(sequencer);
    this.node = new Rpc(node);
    this.signer = new ChainClient(sequencer, chain.value());
  }

  ChainId chain() {
    return chain;
  }

  /** The sequencer's JSON-RPC. */
  Rpc sequencer() {
    return sequencer;
  }

  static Hash32 hashOf(Bytes transaction) {
    return Hash32.of(Keccak256.hash(transaction.toArray()));
  }

  /** A signed call of a contract, not sent. */
  Bytes sign(DevKey user, BigInteger nonce, Address contract, Bytes input) {
    return signer.sign(user, nonce, Optional.of(contract), input, GAS);
  }

  /** The nonce of the user's next transaction, after those that wait or are in the draft. */
  BigInteger nextNonce(DevKey user) {
    return signer.nonceOf(user.address());
  }

  /** The nonce after those in blocks. */
  BigInteger minedNonce(DevKey user) {
    return quantity(node.call("eth_getTransactionCount", user.address().toString(), "latest"));
  }

  BigInteger ether(Address account, BigInteger block) {
    return quantity(node.call("eth_getBalance", account.toString(), hex(block)));
  }

  /** Of everyone who can gain or lose any on this chain. */
  BigInteger allEther(BigInteger block) {
    var accounts = new TreeSet<>(Accounts.users());
    accounts.add(Accounts.owner().address());
    accounts.add(coordinator);
    accounts.add(Address.fromHex(block(block).get("miner").asString()));
    return accounts.stream()
        .map(account -> ether(account, block))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger tokens(Address account) {
    return read(CONTRACTS.token(), BridgeContract.balanceOf(account));
  }

  BigInteger tokens(Address account, BigInteger block) {
    return read(CONTRACTS.token(), BridgeContract.balanceOf(account), block);
  }

  <R> R read(Address contract, ContractCall<R> call, BigInteger block) {
    return read(contract, call, hex(block));
  }

  <R> R read(Address contract, ContractCall<R> call) {
    return read(contract, call, "latest");
  }

  private <R> R read(Address contract, ContractCall<R> call, String block) {
    var transaction = Map.of("to", contract.toString(), "input", call.input().toString());
    return call.read(Bytes.fromHex(node.call("eth_call", transaction, block).asString()));
  }

  BigInteger height() {
    return quantity(node.call("eth_blockNumber"));
  }

  /** A block with the hashes of its transactions. */
  JsonNode block(BigInteger number) {
    return node.call("eth_getBlockByNumber", hex(number), false);
  }

  /** The receipt of a transaction that is in a block; empty for any other. */
  Optional<JsonNode> receipt(Bytes transaction) {
    var receipt = node.call("eth_getTransactionReceipt", hashOf(transaction).toString());
    return Optional.of(receipt).filter(JsonNode::isObject);
  }

  /** The numbers of the blocks that hold any of the transactions. */
  SortedSet<BigInteger> blocksOf(List<Bytes> transactions) {
    var numbers = new TreeSet<BigInteger>();
    for (var transaction : transactions)
      receipt(transaction).ifPresent(receipt -> numbers.add(quantity(receipt.get("blockNumber"))));
    return numbers;
  }

  static BigInteger quantity(JsonNode hex) {
    return new BigInteger(hex.asString().substring(2), 16);
  }

  static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  @Override
  public void close() {
    sequencer.close();
    node.close();
    signer.close();
  }
}
