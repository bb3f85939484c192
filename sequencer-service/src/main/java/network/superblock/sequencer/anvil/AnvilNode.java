package network.superblock.sequencer.anvil;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.contracts.ContractLog;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.jsonrpc.JsonRpcClient.Call;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.evm.BaseFee;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.sequencer.evm.Receipt;
import network.superblock.sequencer.evm.StateDiff;
import network.superblock.sequencer.evm.Trace;
import network.superblock.sequencer.transaction.Account;
import network.superblock.wire.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * An anvil that mines on demand only ({@code --no-mining}), in the order of arrival ({@code --order
 * fifo}), without asking whether a sender can pay yet ({@code --disable-pool-balance-checks}).
 */
public final class AnvilNode implements ExecutionNode {

  private static final Logger log = LoggerFactory.getLogger(AnvilNode.class);

  /** Nodes bound the calls of a batch, mostly at a thousand: three for each account. */
  private static final int ACCOUNTS_AT_ONCE = 200;

  private static final Bytes DELEGATION = Bytes.fromHex("ef0100");
  private static final String LATEST = "latest";

  private final NodeCalls rpc;
  private final ChainId chain;

  public AnvilNode(JsonRpcClient client, ChainId chain) {
    this.rpc = new NodeCalls(client);
    this.chain = chain;
  }

  @Override
  public BlockHeader head() {
    return HeaderReader.read(rpc.call("eth_getBlockByNumber", LATEST, false));
  }

  @Override
  public Optional<BlockHeader> header(BlockNumber number) {
    JsonNode block = rpc.call("eth_getBlockByNumber", Hex.of(number.value()), false);
    return block.isNull() ? Optional.empty() : Optional.of(HeaderReader.read(block));
  }

  @Override
  public BlockEnvironment environmentAfter(BlockHeader parent, Instant timestamp) {
    BlockNumber number = parent.number().next();
    return new BlockEnvironment(
        chain,
        number,
        parent.hash(),
        timestamp,
        BaseFee.after(parent),
        Hex.address(rpc.call("eth_coinbase")),
        parent.gasLimit(),
        randomness(parent.hash(), number));
  }

  @Override
  public List<Account> accounts(List<Address> addresses, BlockNumber at) {
    String block = Hex.of(at.value());
    var accounts = new ArrayList<Account>();
    for (int from = 0; from < addresses.size(); from += ACCOUNTS_AT_ONCE) {
      var calls = new ArrayList<Call>();
      int to = Math.min(addresses.size(), from + ACCOUNTS_AT_ONCE);
      for (Address address : addresses.subList(from, to)) {
        calls.add(Call.of("eth_getTransactionCount", address.toString(), block));
        calls.add(Call.of("eth_getBalance", address.toString(), block));
        calls.add(Call.of("eth_getCode", address.toString(), block));
      }
      List<JsonNode> answers = rpc.callAll(calls);
      for (int i = 0; i < answers.size(); i += 3) accounts.add(account(answers.subList(i, i + 3)));
    }
    return accounts;
  }

  private static Account account(List<JsonNode> answers) {
    Bytes code = Hex.bytes(answers.get(2));
    boolean delegated = code.size() == 23 && code.slice(0, 3).equals(DELEGATION);
    return new Account(
        Hex.quantity(answers.get(0)), Hex.wei(answers.get(1)), !code.isEmpty() && !delegated);
  }

  @Override
  public List<Hash32> storage(Address account, List<Hash32> slots, BlockNumber at) {
    String block = Hex.of(at.value());
    return rpc
        .callAll(
            slots.stream()
                .map(
                    slot -> Call.of("eth_getStorageAt", account.toString(), slot.toString(), block))
                .toList())
        .stream()
        .map(Hex::word)
        .toList();
  }

  @Override
  public Trace trace(
      BlockEnvironment block, StateDiff state, Address sender, Transaction transaction) {
    var request = new TraceRequest(block, state, sender, transaction);
    List<JsonNode> answers = rpc.callAll(List.of(request.call(), request.diff()));
    return TraceReader.read(answers.get(0), answers.get(1));
  }

  @Override
  public MinedBlock mine(BlockEnvironment next, List<Bytes> transactions) {
    rpc.call("anvil_dropAllTransactions");
    // One after the other: anvil runs the calls of a batch at the same time, in any order.
    for (Bytes transaction : transactions) send(transaction);
    // A restarted anvil's clock runs on real time and refuses what is before; slots are in the
    // past.
    rpc.call("evm_setTime", next.timestamp().getEpochSecond());
    rpc.call("evm_setNextBlockTimestamp", next.timestamp().getEpochSecond());
    // After a rollback anvil would go on with the base fee that followed the block taken back.
    rpc.call("anvil_setNextBlockBaseFeePerGas", Hex.of(next.baseFee()));
    rpc.callOnce("evm_mine");
    List<JsonNode> answers =
        rpc.callAll(
            List.of(
                Call.of("eth_getBlockByNumber", LATEST, false),
                Call.of("eth_getBlockReceipts", LATEST)));
    JsonNode block = answers.getFirst();
    var hashes = new ArrayList<Hash32>();
    for (JsonNode hash : block.path("transactions")) hashes.add(Hex.hash(hash));
    return new MinedBlock(HeaderReader.read(block), hashes, receipts(answers.get(1)));
  }

  @Override
  public void revertTo(BlockNumber number) {
    long depth = head().number().value() - number.value();
    if (depth < 0) throw new IllegalArgumentException("block " + number + " is above the head");
    if (depth == 0) return;
    CodeRescue codes = CodeRescue.before(rpc);
    rpc.callOnce("anvil_rollback", depth);
    codes.restore();
  }

  @Override
  public AccountProof prove(Address account, List<Hash32> slots, BlockNumber at) {
    List<String> keys = slots.stream().map(Hash32::toString).toList();
    JsonNode proof = rpc.call("eth_getProof", account.toString(), keys, Hex.of(at.value()));
    var proofs = new ArrayList<StorageProof>();
    for (JsonNode slot : Hex.required(proof, "storageProof"))
      proofs.add(
          new StorageProof(
              Hex.word(Hex.required(slot, "key")),
              Hex.word(Hex.required(slot, "value")),
              Hex.bytesList(Hex.required(slot, "proof"))));
    return new AccountProof(Hex.bytesList(Hex.required(proof, "accountProof")), proofs);
  }

  /** A transaction that the node refuses is missing in the block, where the comparison sees it. */
  private void send(Bytes transaction) {
    try {
      rpc.call("eth_sendRawTransaction", transaction.toString());
    } catch (NodeRefusedException refused) {
      log.warn(
          "the node refuses transaction {}: {}", Keccak256.hash(transaction), refused.getMessage());
    }
  }

  private static List<Receipt> receipts(JsonNode answers) {
    if (!answers.isArray()) throw new NodeUnavailableException("a block has no receipts");
    var receipts = new ArrayList<Receipt>();
    for (JsonNode receipt : answers) {
      var logs = new ArrayList<ContractLog>();
      for (JsonNode entry : receipt.path("logs")) logs.add(TraceReader.log(entry));
      receipts.add(
          new Receipt(
              (int) Hex.quantity(Hex.required(receipt, "type")),
              Hex.quantity(Hex.required(receipt, "status")) == 1,
              Hex.quantity(Hex.required(receipt, "cumulativeGasUsed")),
              Hex.quantity(Hex.required(receipt, "gasUsed")),
              Hex.bytes(Hex.required(receipt, "logsBloom")),
              logs));
    }
    return receipts;
  }

  /**
   * What anvil will take for PREVRANDAO. It cannot be told; it derives the value from the parent
   * and the height, so that the same block mined again has the same hash.
   */
  private static Hash32 randomness(Hash32 parent, BlockNumber number) {
    byte[] height =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(number.value())
            .array();
    return Keccak256.hash(parent.bytes().concat(Bytes.of(height)));
  }
}
