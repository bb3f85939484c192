package network.superblock.superblock.l1;

import static org.web3j.protocol.core.DefaultBlockParameterName.FINALIZED;
import static org.web3j.protocol.core.DefaultBlockParameterName.LATEST;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.superblock.contracts.ContractCall;
import network.superblock.contracts.MalformedAbiException;
import network.superblock.contracts.SettlementContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.jsonrpc.JsonRpcException;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.superblock.publishing.L1Event;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Market;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.Standing.Anchor;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Mono;

/** Reads the settlement contract and what surrounds it. Every call blocks. */
public final class SettlementReader {

  private final L1Rpc rpc;
  private final SettlementEvents events;
  private final Address settlement;
  private final Address publisher;

  /**
   * Reads through a node.
   *
   * @param logRange how many blocks one query of events spans at most
   * @param publisher whose transactions are counted
   */
  public SettlementReader(L1Client l1, Address settlement, long logRange, Address publisher) {
    this.rpc = new L1Rpc(l1);
    this.events = new SettlementEvents(rpc, settlement, logRange);
    this.settlement = settlement;
    this.publisher = publisher;
  }

  /**
   * Looks at L1's newest block and at everything that the contract said after {@code followed}.
   *
   * @throws UnavailableException if the node does not answer, or its chain changed meanwhile
   */
  public L1View look(long followed) {
    // In this order: L1 goes on, and must not be final beyond the block that is looked at.
    var finalized = ref(block(FINALIZED));
    var latest = block(LATEST);
    var at = ref(latest);
    var head = call(SettlementContract.head(), at);
    var said = events.between(followed + 1, at.number());
    requireCanonical(at, finalized, said);
    return new L1View(
        at,
        finalized,
        market(latest),
        new Anchor(head.number(), head.hash()),
        call(SettlementContract.rollBackCount(), at),
        nonce(at),
        said);
  }

  /** Which of these transactions the node knows, mined or not. */
  public Set<Hash32> known(Collection<Hash32> transactions) {
    var known = new HashSet<Hash32>();
    for (var transaction : transactions) if (knows(transaction)) known.add(transaction);
    return known;
  }

  boolean knows(Hash32 transaction) {
    return rpc.find(web3 -> web3.ethGetTransactionByHash(transaction.toString())).isPresent();
  }

  /** The hash that L1 has of a superblock at the newest block; empty if it has none. */
  public Optional<Hash32> hashOf(SuperblockNumber number) {
    return rpc.client()
        .read(settlement, SettlementContract.superblock(number))
        .map(SettlementContract.Stored::hash)
        .onErrorResume(JsonRpcException.class, _ -> Mono.empty())
        .blockOptional();
  }

  /** What L1 has of a superblock at a block whose head is not below it. */
  public SettlementContract.Stored superblock(SuperblockNumber number, L1BlockRef at) {
    return call(SettlementContract.superblock(number), at);
  }

  /** Who may publish, at the newest block. */
  public Address allowedPublisher() {
    return rpc.wait(rpc.client().read(settlement, SettlementContract.publisher()));
  }

  private EthBlock.Block block(DefaultBlockParameter which) {
    return rpc.result(web3 -> web3.ethGetBlockByNumber(which, false));
  }

  private static L1BlockRef ref(EthBlock.Block block) {
    return new L1BlockRef(block.getNumber().longValueExact(), Hash32.fromHex(block.getHash()));
  }

  private Market market(EthBlock.Block latest) {
    var tip = Numeric.decodeQuantity(rpc.result(web3 -> web3.ethMaxPriorityFeePerGas()));
    return new Market(latest.getBaseFeePerGas().longValueExact(), tip.longValueExact());
  }

  private Nonce nonce(L1BlockRef at) {
    var count =
        rpc.result(web3 ->
            L1Rpc.with(
                web3.ethGetTransactionCount(publisher.toString(), LATEST),
                publisher.toString(),
                byHash(at)));
    return new Nonce(Numeric.decodeQuantity(count).longValueExact());
  }

  private <R> R call(ContractCall<R> call, L1BlockRef at) {
    var request =
        Transaction.createEthCallTransaction(
            publisher.toString(), settlement.toString(), call.input().toString());
    var returned =
        rpc.result(web3 -> L1Rpc.with(web3.ethCall(request, LATEST), request, byHash(at)));
    try {
      return call.read(Bytes.fromHex(returned));
    } catch (MalformedAbiException e) {
      throw new UnavailableException("no settlement contract at " + settlement, e);
    }
  }

  /** EIP-1898: the very block, not whichever stands at its height by now. */
  private static Map<String, String> byHash(L1BlockRef block) {
    return Map.of("blockHash", block.hash().toString());
  }

  /** That nothing was read of a chain that is not {@code latest}'s. */
  private void requireCanonical(L1BlockRef latest, L1BlockRef finalized, List<L1Event> said) {
    var blocks = new HashMap<Long, Hash32>();
    blocks.put(latest.number(), latest.hash());
    blocks.put(finalized.number(), finalized.hash());
    for (var event : said) {
      var block = event.where().block();
      // Only what is final is acted upon for good.
      if (block.number() > finalized.number()) continue;
      var other = blocks.put(block.number(), block.hash());
      if (other != null && !other.equals(block.hash()))
        throw new L1MovedException("L1's node shows two blocks " + block.number());
    }
    blocks.forEach((number, hash) -> {
      if (!ref(block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number))))
          .hash()
          .equals(hash)) throw new L1MovedException("L1 left block " + number + " " + hash);
    });
  }
}
