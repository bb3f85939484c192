package network.superblock.superblock.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.SlotClosure;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotState.Sealing;

/** Writes the slot topic as an honest leader would: two rollups, and one xT a slot over both. */
public final class SlotScript {

  public static final ChainId A = new ChainId(77777);
  public static final ChainId B = new ChainId(88888);
  public static final Hash32 GENESIS = AbiWord.of(0x9e);

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SCP_TIMER = Duration.ofSeconds(3);

  private SlotState state = SlotLog.beforeFirst(Ledger.genesis(GENESIS));

  /** One slot: what the leader wrote, and what the block store had accepted before the end. */
  public record WrittenSlot(List<SlotRecord> records, List<Accepted> accepted) {

    public SlotClosed closed() {
      return (SlotClosed) records.getLast();
    }

    public Outcome.Built built() {
      return (Outcome.Built) closed().outcome();
    }

    public Hash32 blockOf(ChainId chain) {
      return Objects.requireNonNull(built().blocks().get(chain)).hash();
    }

    /** Where the fold of everything but the end stands. */
    public SlotState before(SlotState from) {
      var folded = from;
      for (var record : records.subList(0, records.size() - 1))
        folded = SlotLog.fold(folded, record, AT, SCP_TIMER);
      return folded;
    }

    public AcceptedBlocks acceptedBlocks() {
      return (slot, chain, hash) ->
          accepted.stream()
              .filter(block ->
                  block.slot().equals(slot)
                      && block.chain().equals(chain)
                      && block.hash().equals(hash))
              .findFirst();
    }
  }

  /** A slot that builds a superblock of both rollups' blocks. */
  public WrittenSlot build(long slot) {
    return write(slot, blocks -> blocks);
  }

  /** A slot whose blocks are changed before the block store accepts them. */
  public WrittenSlot build(long slot, UnaryOperator<List<Accepted>> change) {
    return write(slot, change);
  }

  /** A slot for which no block came. */
  public WrittenSlot fail(long slot) {
    return write(slot, _ -> List.of());
  }

  /** As after a finalized settlement rollback: the next slot opens on this ledger. */
  public void rollBackTo(Ledger ledger) {
    state =
        SlotLog.after(
            new SlotClosed(
                state.ground().lastSlot(),
                new Outcome.RolledBack(),
                new TreeMap<>(),
                new TreeMap<>(),
                ledger));
  }

  public SlotState state() {
    return state;
  }

  private WrittenSlot write(long number, UnaryOperator<List<Accepted>> change) {
    var slot = new Slot(number);
    var records = new ArrayList<SlotRecord>();
    var rolledBack =
        state instanceof SlotState.StartingSlot starting
            && starting.opening() == SlotState.Opening.ROLL_BACK;
    records.add(
        rolledBack
            ? new RollBackAndStartSlot(opening(slot), state.ground().ledger())
            : new StartSlot(opening(slot)));
    var xt = xt(number);
    records.add(new StartSc(slot, new SequenceNumber(0), xt, xt.id()));
    records.add(new Decided(slot, xt.id(), Decision.commit()));
    records.add(new RequestSeal(slot, List.of(xt.id())));
    for (var record : records) fold(record);
    var sealing = (Sealing) state;
    var accepted = change.apply(blocks(sealing));
    var byChain = PersistentSortedMap.<ChainId, Accepted>empty();
    for (var block : accepted) byChain = byChain.with(block.chain(), block);
    var closed = SlotClosure.close(sealing.run(), sealing.ground().ledger(), byChain);
    records.add(closed);
    fold(closed);
    return new WrittenSlot(records, accepted);
  }

  private void fold(SlotRecord record) {
    state = SlotLog.fold(state, record, AT, SCP_TIMER);
  }

  private SlotOpening opening(Slot slot) {
    var ledger = state.ground().ledger();
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    for (var chain : List.of(A, B)) {
      var head = Optional.ofNullable(ledger.heads().get(chain));
      requests.put(
          chain,
          new L2BlockRequest(
              chain,
              head.map(h -> h.number().next()).orElse(new BlockNumber(1)),
              head.map(h -> h.hash()).orElse(hash("genesis of " + chain))));
    }
    return new SlotOpening(
        slot,
        ledger.number().next(),
        ledger.hash(),
        requests,
        new L1BlockRef(0, hash("l1")),
        InputOffsets.NONE,
        0);
  }

  private static List<Accepted> blocks(Sealing sealing) {
    var blocks = new ArrayList<Accepted>();
    for (var request : sealing.run().opening().requests().values())
      blocks.add(
          new Accepted(
              sealing.run().slot(),
              request.chain(),
              request.number(),
              hash("block of " + request.chain() + " in " + sealing.run().slot()),
              request.parentHash(),
              sealing.sealList().getOrDefault(request.chain(), List.of()),
              MailboxState.EMPTY));
    return blocks;
  }

  static XtRequest xt(long salt) {
    var legs = new ArrayList<TransactionRequest>();
    for (var chain : List.of(A, B))
      legs.add(
          new TransactionRequest(
              chain, List.of(Bytes.of(("leg " + salt + " of " + chain).getBytes(UTF_8)))));
    return new XtRequest(legs);
  }

  static Hash32 hash(String what) {
    return Keccak256.hash(Bytes.of(what.getBytes(UTF_8)));
  }
}
