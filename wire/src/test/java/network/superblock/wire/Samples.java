package network.superblock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;

/** One message of every kind and of every variant of a kind, named as its golden file. */
public final class Samples {

  public static final ChainId A = new ChainId(77777);
  public static final ChainId B = new ChainId(88888);
  public static final Slot SLOT = new Slot(7);

  /** The request of the specification's vector. */
  public static final XtRequest XT =
      new XtRequest(
          List.of(
              new TransactionRequest(A, List.of(Bytes.fromHex("dead"))),
              new TransactionRequest(B, List.of(Bytes.fromHex("beef"), Bytes.fromHex("01")))));

  public static final InstanceId INSTANCE = new InstanceId(SLOT, XT.id());

  static final XtId OTHER_XT = new XtId(hash(0x77));
  static final VoteRefusal REVERTED =
      new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, "execution reverted: no funds");
  private static final L2BlockRequest NEXT_OF_A =
      new L2BlockRequest(A, new BlockNumber(12), hash(0x0a));
  private static final L2BlockRequest NEXT_OF_B =
      new L2BlockRequest(B, new BlockNumber(3000), hash(0x0b));
  static final L1BlockRef L1_BLOCK = new L1BlockRef(19_000_000, hash(0x11));
  static final MailboxState MAILBOX =
      new MailboxState(5, sorted(Map.of(B, new PairRoots(hash(0x21), hash(0x22)))));
  static final Ledger LEDGER =
      new Ledger(
          new SuperblockNumber(41),
          hash(0x41),
          sorted(
              Map.of(
                  A,
                  new ChainHead(new BlockNumber(11), hash(0x0a), MAILBOX),
                  B,
                  new ChainHead(new BlockNumber(2999), hash(0x0b), MailboxState.EMPTY))),
          chains(B),
          1);

  private Samples() {}

  private static SlotOpening opening(long settled) {
    return new SlotOpening(
        SLOT,
        new SuperblockNumber(42),
        hash(0x41),
        sorted(Map.of(A, NEXT_OF_A, B, NEXT_OF_B)),
        L1_BLOCK,
        new InputOffsets(sorted(Map.of("sbcp.vote-0", 120L, "sbcp.xt-3", 0L))),
        settled);
  }

  public static SortedMap<String, ProtocolMessage> all() {
    var all = new TreeMap<String, ProtocolMessage>();
    all.put("xt_request", XT);
    all.put("start_sc", new StartSc(SLOT, new SequenceNumber(3), XT, XT.id()));
    all.put("circ_message", circMessage());
    all.put("start_slot", new StartSlot(opening(0)));
    all.put("start_slot-settled", new StartSlot(opening(318)));
    all.put("roll_back_and_start_slot", new RollBackAndStartSlot(opening(0), LEDGER));
    all.put("roll_back_and_start_slot-settled", new RollBackAndStartSlot(opening(318), LEDGER));
    all.put("request_seal", new RequestSeal(SLOT, List.of(OTHER_XT, XT.id())));
    all.put("request_seal-empty", new RequestSeal(SLOT, List.of()));
    all.put("l2_block", block());
    all.put("l2_block-bare", bareBlock());
    all.put("l2_block_request", NEXT_OF_A);
    all.put("leader_claim", new LeaderClaim(new Term(4), "slot-1"));
    var queuedAt = Instant.parse("2026-01-02T03:04:05.000000006Z");
    all.put("xt_offer", new XtOffer(SLOT, XT, XT.id(), -2, queuedAt, queuedAt.plusSeconds(30)));
    all.put("xt_withdrawal", new XtWithdrawal(SLOT, XT.id()));
    all.put("preconf_commitment", new Preconfirmation.Commitment(A, Bytes.of(new byte[382])));
    all.put("preconf_txlist", new Preconfirmation.TxList(A, hash(0x71), Bytes.fromHex("789c03")));
    addVotes(all);
    all.putAll(PublisherSamples.all());
    return all;
  }

  public static ProtocolMessage named(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  private static void addVotes(SortedMap<String, ProtocolMessage> all) {
    var digests = sorted(Map.of(B, new MailboxDigest(hash(0x31), Hash32.ZERO)));
    all.put("vote-commit", new Vote(INSTANCE, A, new Vote.Ballot.Commit(digests)));
    for (var cause : VoteRefusal.Cause.values()) {
      var refusal = new VoteRefusal(cause, "");
      all.put("vote-abort-" + cause, new Vote(INSTANCE, A, new Vote.Ballot.Abort(refusal)));
    }
    all.put("vote-abort", new Vote(INSTANCE, A, new Vote.Ballot.Abort(REVERTED)));
  }

  public static CircMessage circMessage() {
    var header =
        new MailboxHeader(
            A,
            B,
            Address.fromHex("11".repeat(20)),
            Address.fromHex("22".repeat(20)),
            new Hash32(Bytes.of(padded(42))),
            Bytes.of("PING".getBytes(UTF_8)));
    return new CircMessage(INSTANCE, new MailboxMessage(header, Bytes.fromHex("48656c6c6f")));
  }

  public static L2Block block() {
    var proof =
        new BlockEvidence.StorageProof(
            hash(0x61), hash(0x62), List.of(Bytes.fromHex("c0"), Bytes.fromHex("c101")));
    return new L2Block(
        SLOT,
        A,
        new BlockNumber(12),
        hash(0x0c),
        hash(0x0a),
        List.of(XT.id()),
        Bytes.fromHex("f90102"),
        new BlockEvidence(
            List.of(Bytes.fromHex("02f9"), Bytes.EMPTY),
            List.of(Bytes.fromHex("f8")),
            List.of(proof)));
  }

  private static L2Block bareBlock() {
    return new L2Block(
        SLOT,
        A,
        new BlockNumber(12),
        hash(0x0c),
        hash(0x0a),
        List.of(),
        Bytes.fromHex("f90102"),
        BlockEvidence.NONE);
  }

  public static Hash32 hash(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Hash32.of(bytes);
  }

  private static byte[] padded(long value) {
    var bytes = new byte[32];
    var minimal = BigInteger.valueOf(value).toByteArray();
    System.arraycopy(minimal, 0, bytes, 32 - minimal.length, minimal.length);
    return bytes;
  }

  static SortedSet<ChainId> chains(ChainId... chains) {
    return new TreeSet<>(List.of(chains));
  }

  static <K, V> SortedMap<K, V> sorted(Map<K, V> map) {
    return new TreeMap<>(map);
  }
}
