package network.superblock.superblock.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.Superblock;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.superblock.EventType;
import network.superblock.superblock.SlotStore;
import network.superblock.superblock.SuperblockState;
import network.superblock.superblock.assembly.ClosedSlot;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Keeps closed slots: the superblock, its event and the place in the topic in one transaction. */
public final class PostgresSlotStore implements SlotStore {

  private final DatabaseClient database;
  private final WriterFence fence;
  private final InstantSource clock;
  private final EventTable events;
  private final SuperblockTable superblocks;
  private final Hash32 genesisHash;

  public PostgresSlotStore(
      DatabaseClient database, WriterFence fence, InstantSource clock, Hash32 genesisHash) {
    this.database = database;
    this.fence = fence;
    this.clock = clock;
    this.events = new EventTable(database);
    this.superblocks = new SuperblockTable(database);
    this.genesisHash = genesisHash;
  }

  @Override
  public Mono<Optional<Resume>> resume() {
    return database
        .sql("SELECT next_offset, term, leader, l1_block, slot_closed FROM slot_place")
        .map(row -> {
          var leader =
              new Leader(new Term(Columns.number(row, "term")), Columns.text(row, "leader"));
          var place =
              new SlotPlace(
                  Columns.number(row, "next_offset"),
                  Optional.of(leader),
                  Columns.number(row, "l1_block"));
          return new Resume(place, StoredSlotClosed.read(Columns.bytes(row, "slot_closed")));
        })
        .one()
        .singleOptional();
  }

  @Override
  public Mono<Kept> keep(ClosedSlot slot, SlotPlace after) {
    return fence.write(
        isKept(after)
            .flatMap(kept ->
                kept
                    ? Mono.just(new Kept.Passed())
                    : voidWhatWasRolledBack(slot.closed())
                        .then(Mono.defer(() -> store(slot)))
                        .flatMap(stored -> move(slot.closed(), after).thenReturn(stored))));
  }

  private Mono<Boolean> isKept(SlotPlace after) {
    return database
        .sql("SELECT 1 FROM slot_place WHERE next_offset >= :next")
        .bind("next", after.next())
        .map(_ -> true)
        .one()
        .defaultIfEmpty(false);
  }

  /** The log may be ahead of what this service has read of L1: after it was set up anew. */
  private Mono<Void> voidWhatWasRolledBack(SlotClosed closed) {
    var ledger = closed.ledger();
    var base =
        switch (closed.outcome()) {
          case Outcome.Built built -> new SuperblockNumber(built.number().value() - 1);
          case Outcome.Failed _, Outcome.RolledBack _ -> ledger.number();
        };
    return ledger.rollBacks() == 0
        ? Mono.empty()
        : events.rollBack(ledger.rollBacks(), base, clock.instant());
  }

  private Mono<Kept> store(ClosedSlot slot) {
    return switch (slot) {
      case ClosedSlot.Unbuilt _ -> Mono.just(new Kept.Passed());
      case ClosedSlot.Sound(var closed, var superblock, var at) ->
          unlessOutdated(
              closed,
              superblock,
              at,
              brokenParent(superblock)
                  .flatMap(reason ->
                      reason.isPresent()
                          ? refuse(closed, superblock, reason.get(), at)
                          : queue(closed, superblock, at)));
      case ClosedSlot.Unsound(var closed, var claimed, var reason, var at) ->
          unlessOutdated(closed, claimed, at, refuse(closed, claimed, reason, at));
    };
  }

  private Mono<Kept> unlessOutdated(
      SlotClosed closed, Superblock superblock, Instant at, Mono<Kept> otherwise) {
    return database
        .sql("SELECT 1 FROM roll_back WHERE ordinal > :rollBacks AND last_valid < :number")
        .bind("rollBacks", closed.ledger().rollBacks())
        .bind("number", superblock.number().value())
        .map(_ -> true)
        .first()
        .defaultIfEmpty(false)
        .flatMap(outdated ->
            outdated
                ? insert(closed, superblock, SuperblockState.ROLLED_BACK, Optional.empty(), at)
                    .then(tell(EventType.ROLLED_BACK, closed))
                    .thenReturn(new Kept.Outdated(superblock.number()))
                : otherwise);
  }

  /** Why nothing can be built on the superblock's parent, if so. */
  private Mono<Optional<String>> brokenParent(Superblock superblock) {
    if (superblock.number().value() == 1)
      return Mono.just(
          superblock.parentHash().equals(genesisHash)
              ? Optional.empty()
              : Optional.of("its parent is not this network's genesis"));
    return database
        .sql(
            """
            SELECT 1 FROM superblock
            WHERE number = :number AND hash = :hash AND status NOT IN ('ROLLED_BACK', 'REFUSED')
            """)
        .bind("number", superblock.number().value() - 1)
        .bind("hash", superblock.parentHash().toArray())
        .map(_ -> Optional.<String>empty())
        .one()
        .defaultIfEmpty(Optional.of("its parent is not one that was found valid"));
  }

  private Mono<Kept> queue(SlotClosed closed, Superblock superblock, Instant at) {
    return insert(closed, superblock, SuperblockState.QUEUED, Optional.empty(), at)
        .then(tell(EventType.QUEUED, closed))
        .thenReturn(new Kept.Queued(superblock.number()));
  }

  private Mono<Kept> refuse(SlotClosed closed, Superblock claimed, String reason, Instant at) {
    return insert(closed, claimed, SuperblockState.REFUSED, Optional.of(reason), at)
        .then(tell(EventType.REFUSED, closed))
        .then(superblocks.highestValid())
        .map(lastValid -> new Kept.Refused(claimed.number(), reason, lastValid));
  }

  private Mono<Void> insert(
      SlotClosed closed,
      Superblock superblock,
      SuperblockState state,
      Optional<String> refusal,
      Instant at) {
    var row =
        new SuperblockTable.NewRow(
            superblock,
            ((Outcome.Built) closed.outcome()).hash(),
            closed.ledger().rollBacks(),
            Bytes.of(StoredSlotClosed.write(closed)),
            state,
            refusal);
    return superblocks.insert(row, at, clock.instant());
  }

  private Mono<Void> tell(EventType type, SlotClosed closed) {
    return events.ofSuperblock(type, closed.slot(), clock.instant());
  }

  private Mono<Void> move(SlotClosed closed, SlotPlace after) {
    var leader = after.leader().orElseThrow();
    return database
        .sql(
            """
            INSERT INTO slot_place (next_offset, term, leader, l1_block, slot_closed)
            VALUES (:next, :term, :leader, :l1Block, :closed)
            ON CONFLICT (one) DO UPDATE SET next_offset = :next, term = :term, leader = :leader,
              l1_block = :l1Block, slot_closed = :closed
            """)
        .bind("next", after.next())
        .bind("term", leader.term().value())
        .bind("leader", leader.replica())
        .bind("l1Block", after.l1Block())
        .bind("closed", StoredSlotClosed.write(closed))
        .then();
  }
}
