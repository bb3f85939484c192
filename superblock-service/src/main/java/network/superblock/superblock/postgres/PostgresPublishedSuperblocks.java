package network.superblock.superblock.postgres;

import io.r2dbc.spi.Readable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.superblock.DamagedSuperblockException;
import network.superblock.superblock.EventType;
import network.superblock.superblock.PublishedSuperblocks;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.SuperblockState;
import network.superblock.superblock.assembly.StoredSuperblock;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The superblocks in blocks of L1, as they are kept. */
public final class PostgresPublishedSuperblocks implements PublishedSuperblocks {

  private final DatabaseClient database;
  private final WriterFence fence;
  private final InstantSource clock;
  private final EventTable events;
  private final Function<SuperblockNumber, Mono<Optional<Hash32>>> hashes;

  private record Row(SuperblockHeader header, Hash32 hash, SlotClosed closed, boolean onL1) {

    static Row read(Readable row) {
      var header =
          new SuperblockHeader(
              Columns.superblock(row),
              Columns.slot(row),
              Columns.hash(row, "parent_hash"),
              Columns.hash(row, "blocks_root"),
              Columns.hash(row, "xts_hash"));
      var closed = StoredSlotClosed.read(Columns.bytes(row, "slot_closed"));
      var onL1 =
          switch (SuperblockState.valueOf(Columns.text(row, "status"))) {
            case INCLUDED, FINALIZED -> true;
            case QUEUED, SENT, ROLLED_BACK, REFUSED -> false;
          };
      return new Row(header, Columns.hash(row, "hash"), closed, onL1);
    }

    long slot() {
      return header.slot().value();
    }
  }

  private record Block(ChainId chain, BlockRef ref) {}

  /** What the last verification of a slot's superblock found. */
  private record Finding(Slot slot, Optional<String> fault, boolean unverified) {}

  /**
   * Superblocks as rows.
   *
   * @param hashes the hash of the superblock of a number, genesis included
   */
  public PostgresPublishedSuperblocks(
      DatabaseClient database,
      WriterFence fence,
      InstantSource clock,
      Function<SuperblockNumber, Mono<Optional<Hash32>>> hashes) {
    this.database = database;
    this.fence = fence;
    this.clock = clock;
    this.events = new EventTable(database);
    this.hashes = hashes;
  }

  @Override
  public Mono<Kept> find(SuperblockNumber number) {
    return database
        .sql(
            """
            SELECT number, slot, hash, parent_hash, blocks_root, xts_hash, slot_closed, status
            FROM superblock WHERE number = :number AND status NOT IN ('ROLLED_BACK', 'REFUSED')
              AND (status IN ('INCLUDED', 'FINALIZED') OR fault IS NOT NULL)
            """)
        .bind("number", number.value())
        .map(row -> Columns.whole(row, Row::read))
        .one()
        .flatMap(row ->
            Mono.zip(blocks(row), includedXts(row))
                .map(parts -> whole(row, parts.getT1(), parts.getT2())))
        .defaultIfEmpty(new Kept.Nothing())
        .onErrorResume(
            e -> e instanceof DamagedSuperblockException || e instanceof IllegalArgumentException,
            e -> Mono.just(new Kept.Damaged(String.valueOf(rootOf(e).getMessage()))));
  }

  private static Kept whole(Row row, SortedMap<ChainId, BlockRef> blocks, List<XtId> xts) {
    return new Kept.Whole(
        new StoredSuperblock(row.header(), row.hash(), row.closed(), blocks, xts), row.onL1());
  }

  private static Throwable rootOf(Throwable e) {
    return e instanceof DamagedSuperblockException && e.getCause() != null ? e.getCause() : e;
  }

  @Override
  public Mono<Optional<Hash32>> hashOf(SuperblockNumber number) {
    return hashes.apply(number);
  }

  @Override
  public Mono<Optional<Refusal>> fault() {
    return database
        .sql(
            """
            SELECT number, fault FROM superblock
            WHERE fault IS NOT NULL AND status <> 'ROLLED_BACK' ORDER BY number LIMIT 1
            """)
        .map(row -> new Refusal(Columns.superblock(row), Columns.text(row, "fault")))
        .one()
        .singleOptional();
  }

  @Override
  public Mono<Optional<SuperblockNumber>> faultyAbove(SuperblockNumber number) {
    return database
        .sql(
            """
            SELECT number FROM superblock
            WHERE fault IS NOT NULL AND status <> 'ROLLED_BACK' AND number > :number
            ORDER BY number LIMIT 1
            """)
        .bind("number", number.value())
        .map(Columns::superblock)
        .one()
        .singleOptional();
  }

  @Override
  public Flux<SuperblockNumber> unverified(int limit) {
    return database
        .sql(
            """
            SELECT number FROM superblock
            WHERE unverified AND status IN ('INCLUDED', 'FINALIZED')
            ORDER BY number LIMIT :limit
            """)
        .bind("limit", limit)
        .map(Columns::superblock)
        .all();
  }

  @Override
  public Mono<Boolean> verified(SuperblockNumber number, Optional<String> fault) {
    return last(number)
        .flatMap(last -> {
          var isNews = !last.fault().equals(fault);
          return isNews || last.unverified()
              ? record(last.slot(), fault, isNews).thenReturn(isNews)
              : Mono.just(false);
        });
  }

  private Mono<Finding> last(SuperblockNumber number) {
    return database
        .sql(
            """
            SELECT slot, fault, unverified FROM superblock
            WHERE number = :number AND status NOT IN ('ROLLED_BACK', 'REFUSED')
            """)
        .bind("number", number.value())
        .map(row ->
            new Finding(
                Columns.slot(row),
                Optional.ofNullable(row.get("fault", String.class)),
                Boolean.TRUE.equals(row.get("unverified", Boolean.class))))
        .one();
  }

  private Mono<Void> record(Slot slot, Optional<String> fault, boolean isNews) {
    var update =
        database
            .sql("UPDATE superblock SET fault = :fault, unverified = false WHERE slot = :slot")
            .bind("slot", slot.value());
    var written =
        (fault.isPresent()
                ? update.bind("fault", fault.get())
                : update.bindNull("fault", String.class))
            .then();
    return fence.write(
        isNews && fault.isPresent()
            ? written.then(events.ofSuperblock(EventType.MISMATCHED, slot, clock.instant()))
            : written);
  }

  private Mono<SortedMap<ChainId, BlockRef>> blocks(Row superblock) {
    return database
        .sql("SELECT chain_id, number, hash FROM superblock_block WHERE slot = :slot")
        .bind("slot", superblock.slot())
        .map(row ->
            new Block(
                new ChainId(Columns.number(row, "chain_id")),
                new BlockRef(
                    new BlockNumber(Columns.number(row, "number")), Columns.hash(row, "hash"))))
        .all()
        .collect(TreeMap::new, (blocks, each) -> blocks.put(each.chain(), each.ref()));
  }

  private Mono<List<XtId>> includedXts(Row superblock) {
    return database
        .sql("SELECT xt_id FROM superblock_xt WHERE slot = :slot ORDER BY position")
        .bind("slot", superblock.slot())
        .map(row -> new XtId(Columns.hash(row, "xt_id")))
        .all()
        .collect(ArrayList::new, List::add);
  }
}
