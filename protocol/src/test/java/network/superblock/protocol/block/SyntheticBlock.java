package network.superblock.protocol.block;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.XtId;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.AccountState;
import network.superblock.protocol.trie.OrderedRoot;
import network.superblock.protocol.trie.PatriciaTrie;
import network.superblock.protocol.trie.StorageTrie;

/** A block and its evidence, consistent in itself whatever a test sets here. */
final class SyntheticBlock {

  static final ChainId CHAIN = new ChainId(77777);
  static final Address MAILBOX = new Address(Vectors.value(1, 20));
  static final Hash32 PARENT = Vectors.hash("parent");
  static final Instant START = Instant.ofEpochSecond(1_800_000_012);

  Slot slot = new Slot(9);
  ChainId chain = CHAIN;
  BlockNumber number = new BlockNumber(41);
  Hash32 parentHash = PARENT;
  long timestamp = START.getEpochSecond();
  List<XtId> includedXts = new ArrayList<>();
  List<Bytes> transactions = new ArrayList<>();
  List<Bytes> receipts = new ArrayList<>();
  List<ChainId> provenPeers = new ArrayList<>();
  SortedMap<Hash32, Hash32> mailbox = new TreeMap<>();
  Address mailboxContract = MAILBOX;
  Address provenContract = MAILBOX;
  List<RlpItem> withdrawals = new ArrayList<>();

  void add(Bytes transaction, Bytes receipt) {
    transactions.add(transaction);
    receipts.add(receipt);
  }

  /** The message that a truthful sequencer sends of this block. */
  L2Block seal() {
    StorageTrie storage = StorageTrie.of(mailbox);
    PatriciaTrie state = state(storage.root());
    RlpList header = header(state.root());
    Bytes block = RlpList.of(header, body(), RlpList.of(), RlpList.of(withdrawals)).encoded();
    return new L2Block(
        slot,
        chain,
        number,
        header.hash(),
        parentHash,
        includedXts,
        block,
        new BlockEvidence(
            receipts, state.proof(hashed(provenContract.bytes())), slotProofs(storage)));
  }

  private RlpList header(Hash32 stateRoot) {
    Bytes bloom = Bytes.of(new byte[256]);
    return RlpList.of(
        RlpString.of(parentHash),
        RlpString.of(RlpList.of().hash()),
        RlpString.of(MAILBOX),
        RlpString.of(stateRoot),
        RlpString.of(OrderedRoot.of(transactions)),
        RlpString.of(OrderedRoot.of(receipts)),
        RlpString.of(bloom),
        RlpString.of(0),
        RlpString.of(number.value()),
        RlpString.of(30_000_000),
        RlpString.of(21_000),
        RlpString.of(timestamp),
        RlpString.EMPTY,
        RlpString.of(Hash32.ZERO),
        RlpString.of(Bytes.of(new byte[8])),
        RlpString.of(7),
        RlpString.of(PatriciaTrie.EMPTY_ROOT));
  }

  private RlpList body() {
    return RlpList.of(transactions.stream().map(RlpString::of).toList());
  }

  private PatriciaTrie state(Hash32 storageRoot) {
    var accounts = new TreeMap<Bytes, Bytes>();
    for (int i = 0; i < 30; i++) {
      accounts.put(hashed(Vectors.value(100 + i, 20)), account(Vectors.hash(i)).encoded());
    }
    accounts.put(hashed(mailboxContract.bytes()), account(storageRoot).encoded());
    return PatriciaTrie.of(accounts);
  }

  private List<StorageProof> slotProofs(StorageTrie storage) {
    return MailboxLayout.provenSlots(provenPeers).stream()
        .map(slot ->
            new StorageProof(slot, mailbox.getOrDefault(slot, Hash32.ZERO), storage.proof(slot)))
        .toList();
  }

  private static AccountState account(Hash32 storageRoot) {
    return new AccountState(BigInteger.ONE, BigInteger.TWO, storageRoot, Vectors.hash("code"));
  }

  private static Bytes hashed(Bytes key) {
    return Keccak256.hash(key).bytes();
  }

  /** Sets the mailbox's storage: other variables beside those that are proven. */
  void store(MailboxState state) {
    for (int i = 3; i < 20; i++) mailbox.put(AbiWord.of(i), Vectors.hash("word " + i));
    mailbox.put(MailboxLayout.FOLD_COUNT, AbiWord.of(state.folds()));
    state
        .pairs()
        .forEach((peer, roots) -> {
          mailbox.put(MailboxLayout.inboxRoot(peer), roots.inbox());
          mailbox.put(MailboxLayout.outboxRoot(peer), roots.outbox());
        });
  }
}
