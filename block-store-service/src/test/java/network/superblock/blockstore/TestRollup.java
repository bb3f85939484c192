package network.superblock.blockstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.AccountState;
import network.superblock.protocol.trie.OrderedRoot;
import network.superblock.protocol.trie.PatriciaTrie;

/** A rollup whose sequencer seals valid blocks, with proofs. Its xTs send no messages. */
public record TestRollup(ChainId chain, Hash32 genesis, Address mailbox) {

  private static final RlpList NO_ITEMS = RlpList.of(List.of());

  public TestRollup(long chain) {
    this(
        new ChainId(chain),
        hash("genesis of " + chain),
        new Address(hash("mailbox of " + chain).bytes().slice(12, 32)));
  }

  /**
   * What is not as it should be in a block.
   *
   * @param folds what the mailbox has counted
   * @param receipts in the place of those that its transactions have
   * @param body in the place of the one whose root the header names
   */
  record Flaws(long folds, UnaryOperator<List<Bytes>> receipts, UnaryOperator<List<Bytes>> body) {

    static final Flaws NONE = new Flaws(0, UnaryOperator.identity(), UnaryOperator.identity());

    Flaws folding(long messages) {
      return new Flaws(messages, receipts, body);
    }

    Flaws withReceipts(UnaryOperator<List<Bytes>> others) {
      return new Flaws(folds, others, body);
    }

    Flaws withBody(UnaryOperator<List<Bytes>> other) {
      return new Flaws(folds, receipts, other);
    }
  }

  /**
   * A valid block.
   *
   * @param local a local transaction's content, so that two blocks can differ
   */
  public L2Block block(
      Slot slot, Instant start, L2BlockRequest request, List<XtRequest> xts, String local) {
    return block(slot, start, request, xts, local, Flaws.NONE);
  }

  L2Block block(
      Slot slot,
      Instant start,
      L2BlockRequest request,
      List<XtRequest> xts,
      String local,
      Flaws flaws) {
    var transactions = new ArrayList<Bytes>();
    transactions.add(transaction(local));
    xts.forEach(xt -> transactions.addAll(xt.transactionsOn(chain)));
    var receipts =
        flaws.receipts().apply(Collections.nCopies(transactions.size(), receipt(1, NO_ITEMS)));
    var storage = trie(words(flaws.folds()));
    var state = state(storage.root());
    var header = header(request, start, state.root(), transactions, receipts);
    var body = RlpList.of(flaws.body().apply(transactions).stream().map(RlpString::of).toList());
    return new L2Block(
        slot,
        chain,
        request.number(),
        header.hash(),
        request.parentHash(),
        xts.stream().map(XtRequest::id).toList(),
        RlpList.of(header, body, NO_ITEMS, NO_ITEMS).encoded(),
        new BlockEvidence(
            receipts,
            state.proof(hashed(mailbox.bytes())),
            proofs(storage, xts, AbiWord.of(flaws.folds()))));
  }

  /** An xT with one transaction on each chain. */
  public static XtRequest xt(String name, TestRollup... rollups) {
    return new XtRequest(
        List.of(rollups).stream()
            .map(r -> new TransactionRequest(r.chain, List.of(transaction(name + r.chain))))
            .toList());
  }

  public static Hash32 hash(String text) {
    return Keccak256.hash(Bytes.of(text.getBytes(UTF_8)));
  }

  private List<StorageProof> proofs(PatriciaTrie storage, List<XtRequest> xts, Hash32 folds) {
    var peers = new TreeSet<ChainId>();
    xts.forEach(xt -> peers.addAll(xt.chains()));
    peers.remove(chain);
    return MailboxLayout.provenSlots(peers).stream()
        .map(slot ->
            new StorageProof(
                slot,
                slot.equals(MailboxLayout.FOLD_COUNT) ? folds : Hash32.ZERO,
                storage.proof(hashed(slot.bytes()))))
        .toList();
  }

  /** Variables beside those that are proven: of these at most the count of folds is not zero. */
  private static TreeMap<Bytes, Bytes> words(long folds) {
    var words = new TreeMap<Bytes, Bytes>();
    if (folds > 0)
      words.put(hashed(MailboxLayout.FOLD_COUNT.bytes()), RlpString.of(folds).encoded());
    for (int slot = 3; slot < 20; slot++) {
      var value = new BigInteger(1, hash("word " + slot).toArray());
      words.put(hashed(AbiWord.of(slot).bytes()), RlpString.of(value).encoded());
    }
    return words;
  }

  private PatriciaTrie state(Hash32 storageRoot) {
    var accounts = new TreeMap<Bytes, Bytes>();
    for (int i = 0; i < 20; i++) accounts.put(hash("account " + i).bytes(), account(Hash32.ZERO));
    accounts.put(hashed(mailbox.bytes()), account(storageRoot));
    return trie(accounts);
  }

  private static Bytes account(Hash32 storageRoot) {
    return new AccountState(BigInteger.ONE, BigInteger.TWO, storageRoot, hash("code")).encoded();
  }

  private static RlpList header(
      L2BlockRequest request,
      Instant start,
      Hash32 stateRoot,
      List<Bytes> transactions,
      List<Bytes> receipts) {
    return RlpList.of(
        RlpString.of(request.parentHash()),
        RlpString.of(NO_ITEMS.hash()),
        RlpString.of(Address.of(new byte[20])),
        RlpString.of(stateRoot),
        RlpString.of(OrderedRoot.of(transactions)),
        RlpString.of(OrderedRoot.of(receipts)),
        RlpString.of(Bytes.of(new byte[256])),
        RlpString.of(0),
        RlpString.of(request.number().value()),
        RlpString.of(30_000_000),
        RlpString.of(21_000L * transactions.size()),
        RlpString.of(start.getEpochSecond()),
        RlpString.EMPTY,
        RlpString.of(Hash32.ZERO),
        RlpString.of(Bytes.of(new byte[8])),
        RlpString.of(7),
        RlpString.of(PatriciaTrie.EMPTY_ROOT));
  }

  /**
   * A receipt.
   *
   * @param status 1 where the transaction has not failed
   */
  static Bytes receipt(int status, RlpList logs) {
    var fields =
        RlpList.of(
            RlpString.of(status),
            RlpString.of(21_000),
            RlpString.of(Bytes.of(new byte[256])),
            logs);
    return Bytes.fromHex("02").concat(fields.encoded());
  }

  /** A typed transaction, as opaque to the protocol as any. */
  private static Bytes transaction(String content) {
    return Bytes.fromHex("02").concat(Bytes.of(content.getBytes(UTF_8)));
  }

  private static PatriciaTrie trie(TreeMap<Bytes, Bytes> entries) {
    return PatriciaTrie.of(entries);
  }

  private static Bytes hashed(Bytes key) {
    return Keccak256.hash(key).bytes();
  }
}
