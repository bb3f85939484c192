package network.superblock.superblock.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import network.superblock.contracts.SettlementLog;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.slot.SettlementGate;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.superblock.publishing.Standing.Anchor;

/** What is stored and what L1 says, in few words. The newest L1 block is 20, 18 is final. */
final class Scene {

  static final long LATEST = 20;
  static final long FINAL = 18;
  static final long FOLLOWED = 10;
  static final Market MARKET = new Market(100, 10);

  private Anchor base = new Anchor(number(0), AbiWord.of(0x9e));
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<L1Event> events = new ArrayList<>();
  private SettlementGate gate = new SettlementGate.Open();
  private long rollBacks;
  private Anchor head = base;
  private long counted;
  private Nonce nonce = new Nonce(5);
  private Market market = MARKET;
  private long finalized = FINAL;

  static SuperblockNumber number(long number) {
    return new SuperblockNumber(number);
  }

  static Hash32 hash(long number) {
    return AbiWord.of(0xb000 + number);
  }

  static SuperblockHeader header(long number) {
    return new SuperblockHeader(
        number(number), new Slot(100 + number), hash(number - 1), hash(7), hash(8));
  }

  /** Where superblock {@code number} stands when it stands in that L1 block. */
  static Inclusion in(long block, long number) {
    return new Inclusion(
        AbiWord.of(0x77_0000 + number), new L1BlockRef(block, AbiWord.of(0x11_0000 + block)));
  }

  Scene finalUpTo(long number) {
    base = new Anchor(number(number), hash(number));
    if (candidates.isEmpty()) head = base;
    return this;
  }

  Scene queued(long number) {
    return candidate(number, new Progress.Queued());
  }

  Scene sent(long number) {
    return candidate(number, new Progress.Sent());
  }

  Scene included(long number, long block) {
    return candidate(number, new Progress.Included(in(block, number)));
  }

  private Scene candidate(long number, Progress progress) {
    candidates.add(new Candidate(header(number), hash(number), progress));
    return this;
  }

  Scene rolledBack(long times) {
    rollBacks = times;
    counted = Math.max(counted, times);
    return this;
  }

  Scene holding(long ordinal) {
    gate = new SettlementGate.Held(ordinal);
    return this;
  }

  /** L1 published the superblock in that block. */
  Scene l1Published(long number, long block) {
    return l1Published(header(number), hash(number), block);
  }

  Scene l1Published(SuperblockHeader header, Hash32 hash, long block) {
    head = new Anchor(header.number(), hash);
    events.add(
        new L1Event(new SettlementLog.Published(header, hash), in(block, header.number().value())));
    return this;
  }

  Scene l1RolledBack(long ordinal, long lastValid, long block) {
    var previous = head.number();
    head = new Anchor(number(lastValid), hash(lastValid));
    counted = ordinal;
    events.add(
        new L1Event(
            new SettlementLog.RolledBack(ordinal, number(lastValid), hash(lastValid), previous),
            in(block, 0)));
    return this;
  }

  Scene l1Head(long number, Hash32 hash) {
    head = new Anchor(number(number), hash);
    return this;
  }

  Scene l1Counts(long times) {
    counted = times;
    return this;
  }

  Scene l1Asks(long baseFee) {
    market = new Market(baseFee, market.priorityFee());
    return this;
  }

  Scene finalizedAt(long block) {
    finalized = block;
    return this;
  }

  Scene nonce(long next) {
    nonce = new Nonce(next);
    return this;
  }

  Standing standing() {
    var byNumber = new TreeMap<SuperblockNumber, Candidate>();
    candidates.forEach(candidate -> byNumber.put(candidate.number(), candidate));
    return new Standing(base, byNumber, rollBacks, gate, FOLLOWED);
  }

  L1View view() {
    return new L1View(
        in(LATEST, 0).block(), in(finalized, 0).block(), market, head, counted, nonce, events);
  }

  Review review() {
    return SettlementReview.of(standing(), view());
  }
}
