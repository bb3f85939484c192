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
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.superblock.EventType;
import network.superblock.superblock.PublishedSuperblocks;
import network.superblock.superblock.SettlementStore.Refusal;
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

  private record Kept(SuperblockHeader header, Hash32 hash, SlotClosed closed) {

    static Kept read(Readable row) {
      var header =
          new SuperblockHeader(
              Columns.superblock(row),
              Columns.slot(row),
              Columns.hash(row, "parent_hash"),
              Columns.hash(row, "blocks_root"),
              Columns.hash(row, "xts_hash"));
      var closed = StoredSlotClosed.read(Columns.bytes(row, "slot_closed"));
      return new Kept(header, Columns.hash(row, "hash"), closed);
    }

    long slot() {
      return header.slot().value();
    }
  }

  private record Block(ChainId chain, BlockRef ref) {}

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
  public Mono<StoredSuperblock> find(SuperblockNumber number) {
    return database
        .sql(
            """
            SELECT number, slot, hash, parent_hash, blocks_root, xts_hash, slot_closed
            FROM superblock WHERE number = :number AND status IN ('INCLUDED', 'FINALIZED')
            """)
        .bind("number", number.value())
        .map(Kept::read)
        .one()
        .flatMap(kept ->
            Mono.zip(blocks(kept), includedXts(kept))
                .map(parts ->
                    new StoredSuperblock(
                        kept.header(), kept.hash(), kept.closed(), parts.getT1(), parts.getT2())));
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
  public Flux<SuperblockNumber> faulty() {
    return database
        .sql(
            """
            SELECT number FROM superblock
            WHERE fault IS NOT NULL AND status <> 'ROLLED_BACK' ORDER BY number
            """)
        .map(Columns::superblock)
        .all();
  }

  @Override
  public Mono<Boolean> verified(StoredSuperblock superblock, Optional<String> fault) {
    return isKnown(superblock, fault)
        .flatMap(known -> known ? Mono.just(false) : record(superblock, fault).thenReturn(true));
  }

  private Mono<Boolean> isKnown(StoredSuperblock superblock, Optional<String> fault) {
    return database
        .sql("SELECT coalesce(fault, '') AS fault FROM superblock WHERE slot = :slot")
        .bind("slot", superblock.header().slot().value())
        .map(row -> Columns.text(row, "fault").equals(fault.orElse("")))
        .one();
  }

  private Mono<Void> record(StoredSuperblock superblock, Optional<String> fault) {
    var slot = superblock.header().slot();
    var update =
        database
            .sql("UPDATE superblock SET fault = :fault WHERE slot = :slot")
            .bind("slot", slot.value());
    var written =
        (fault.isPresent()
                ? update.bind("fault", fault.get())
                : update.bindNull("fault", String.class))
            .then();
    return fence.write(
        fault.isPresent()
            ? written.then(events.ofSuperblock(EventType.MISMATCHED, slot, clock.instant()))
            : written);
  }

  private Mono<SortedMap<ChainId, BlockRef>> blocks(Kept superblock) {
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

  private Mono<List<XtId>> includedXts(Kept superblock) {
    return database
        .sql("SELECT xt_id FROM superblock_xt WHERE slot = :slot ORDER BY position")
        .bind("slot", superblock.slot())
        .map(row -> new XtId(Columns.hash(row, "xt_id")))
        .all()
        .collect(ArrayList::new, List::add);
  }
}
