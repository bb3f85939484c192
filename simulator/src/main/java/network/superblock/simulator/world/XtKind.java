package network.superblock.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.simulator.Dice;
import network.superblock.simulator.chain.Op;
import network.superblock.simulator.chain.Script;

/** The cross-chain transactions that users think of. */
public enum XtKind {
  /** No messages at all. */
  SILENT,
  /** One writes, the other reads. */
  ONE_WAY,
  /** A true cycle: each needs the other's message. */
  PING_PONG,
  /** Back and forth several times. */
  DEEP,
  /** Each reads from the one before and writes to the next. */
  RING,
  /** Several transactions on each chain. */
  LONG,
  /** One leg fails. */
  REVERTING,
  /** A write that nobody reads. */
  UNREAD,
  /** Reads in another order than written. */
  OUT_OF_ORDER,
  /** Each waits for the other to begin. */
  DEADLOCK,
  /** Waits for a message that nobody writes. */
  NEVER_SENT,
  /** Writes to a chain that takes no part. */
  STRAY_WRITE,
  /** Reads from a chain that takes no part. */
  STRAY_READ,
  BINARY_LABEL,
  /** Pretends to miss a message that it was given. */
  PRETENDING,
  /** Goes on without a message that was written for it. */
  CATCHING;

  private static final Bytes DATA = Bytes.fromHex("da7a");
  private static final ChainId STRANGER = new ChainId(424242);

  /** Whether nothing but an accident can keep it from committing. */
  public boolean isGood() {
    return switch (this) {
      case SILENT, ONE_WAY, PING_PONG, DEEP, RING, LONG -> true;
      case REVERTING,
          UNREAD,
          OUT_OF_ORDER,
          DEADLOCK,
          NEVER_SENT,
          STRAY_WRITE,
          STRAY_READ,
          BINARY_LABEL,
          PRETENDING,
          CATCHING ->
          false;
    };
  }

  /**
   * A request of this kind.
   *
   * @param number unlike every other's
   */
  public XtRequest request(int number, List<ChainId> chains, Dice dice) {
    var members = new ArrayList<>(chains);
    while (members.size() > (this == RING ? Math.max(3, dice.between(2, 5)) : 2))
      members.remove(dice.between(0, members.size() - 1));
    var legs = new ArrayList<TransactionRequest>();
    for (int i = 0; i < members.size(); i++) legs.add(leg(number, members, i));
    return new XtRequest(legs);
  }

  private TransactionRequest leg(int number, List<ChainId> members, int place) {
    var transactions = new ArrayList<Bytes>();
    var parts = this == LONG ? 2 : 1;
    for (int part = 0; part < parts; part++) {
      var name = "xt" + number + "/" + members.get(place) + "/" + part;
      transactions.add(new Script(name, number, ops(members, place, part)).encode());
    }
    return new TransactionRequest(members.get(place), transactions);
  }

  private List<Op> ops(List<ChainId> members, int place, int part) {
    var isFirst = place == 0;
    var next = members.get((place + 1) % members.size());
    var last = members.get((place + members.size() - 1) % members.size());
    return switch (this) {
      case SILENT -> List.of();
      case ONE_WAY -> isFirst ? List.of(write(next, "M")) : List.of(read(last, "M"));
      case PING_PONG -> pingPong(isFirst, next, 1);
      case DEEP -> pingPong(isFirst, next, 4);
      case RING ->
          isFirst
              ? List.of(write(next, "R"), read(last, "R"))
              : List.of(read(last, "R"), write(next, "R"));
      case LONG ->
          isFirst ? List.of(write(next, "L" + part)) : part == 0 ? longReads(last) : List.of();
      case REVERTING ->
          isFirst ? List.of(write(next, "M")) : List.of(read(last, "M"), new Op.Revert());
      case UNREAD -> isFirst ? List.of(write(next, "M")) : List.of();
      case OUT_OF_ORDER ->
          isFirst
              ? List.of(write(next, "1"), write(next, "2"))
              : List.of(read(last, "2"), read(last, "1"));
      case DEADLOCK -> List.of(read(last, "D"), write(next, "D"));
      case NEVER_SENT -> isFirst ? List.of() : List.of(read(last, "M"));
      case STRAY_WRITE ->
          isFirst ? List.of(write(next, "M"), write(STRANGER, "M")) : List.of(read(last, "M"));
      case STRAY_READ -> isFirst ? List.of(read(STRANGER, "M")) : List.of();
      case BINARY_LABEL ->
          isFirst ? List.of(new Op.Write(next, Bytes.fromHex("ff"), DATA)) : List.of();
      case PRETENDING ->
          isFirst
              ? List.of(write(next, "M"))
              : List.of(read(last, "M"), new Op.PretendToMiss(last, label("M")));
      case CATCHING ->
          isFirst
              ? List.of(write(next, "M"))
              : List.of(new Op.TryRead(last, label("M")), write(last, "LATE"));
    };
  }

  private static List<Op> pingPong(boolean isFirst, ChainId peer, int rounds) {
    var ops = new ArrayList<Op>();
    for (int round = 0; round < rounds; round++) {
      if (isFirst) ops.add(write(peer, "PING" + round));
      ops.add(read(peer, (isFirst ? "PONG" : "PING") + round));
      if (!isFirst) ops.add(write(peer, "PONG" + round));
    }
    return ops;
  }

  private static List<Op> longReads(ChainId from) {
    return List.of(read(from, "L0"), read(from, "L1"));
  }

  private static Op write(ChainId to, String label) {
    return new Op.Write(to, label(label), DATA);
  }

  private static Op read(ChainId from, String label) {
    return new Op.Read(from, label(label));
  }

  private static Bytes label(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
