package network.superblock.superblock.postgres;

import static network.superblock.superblock.postgres.Columns.number;

import io.r2dbc.spi.Readable;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.slot.SettlementGate;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.superblock.SettlementStore;
import network.superblock.superblock.SuperblockState;
import network.superblock.superblock.publishing.Candidate;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.Progress;
import network.superblock.superblock.publishing.Standing;
import network.superblock.superblock.publishing.Standing.Anchor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what L1 did to superblocks, and what was sent there. */
public final class PostgresSettlementStore implements SettlementStore {

  private final DatabaseClient database;
  private final WriterFence fence;
  private final ChangeTable changes;
  private final AttemptTable attempts;
  private final Origin origin;

  /**
   * Where everything begins.
   *
   * @param genesisHash of superblock 0
   * @param deployedAt the L1 block from which the contract's events are read
   */
  public record Origin(Hash32 genesisHash, long deployedAt) {

    Anchor genesis() {
      return new Anchor(new SuperblockNumber(0), genesisHash);
    }
  }

  private record SettlementRow(long rollBacks, SettlementGate gate, long followed) {}

  public PostgresSettlementStore(
      DatabaseClient database, WriterFence fence, InstantSource clock, Origin origin) {
    this.database = database;
    this.fence = fence;
    this.changes = new ChangeTable(database, clock);
    this.attempts = new AttemptTable(database, clock);
    this.origin = origin;
  }

  /** Makes the settlement's one row, where it is not there yet. */
  public Mono<Void> open() {
    return fence.write(
        database
            .sql(
                """
                INSERT INTO settlement (roll_backs, followed, announced) VALUES (0, :followed, 0)
                ON CONFLICT DO NOTHING
                """)
            .bind("followed", Math.max(0, origin.deployedAt() - 1))
            .then());
  }

  @Override
  public Mono<Standing> standing() {
    return Mono.zip(settlement(), base())
        .flatMap(both -> {
          var row = both.getT1();
          var base = both.getT2();
          return candidates(base)
              .collectMap(Candidate::number, candidate -> candidate, TreeMap::new)
              .map(candidates ->
                  new Standing(
                      base,
                      new TreeMap<>(candidates),
                      row.rollBacks(),
                      row.gate(),
                      row.followed()));
        });
  }

  @Override
  public Mono<Optional<Refusal>> refusal() {
    return database
        .sql(
            """
            SELECT number, refusal FROM superblock
            WHERE status = 'REFUSED' ORDER BY number, slot LIMIT 1
            """)
        .map(row -> new Refusal(Columns.superblock(row), Columns.text(row, "refusal")))
        .one()
        .singleOptional();
  }

  @Override
  public Mono<Boolean> knows(Anchor superblock) {
    if (superblock.equals(origin.genesis())) return Mono.just(true);
    return database
        .sql("SELECT 1 FROM superblock WHERE hash = :hash AND number = :number AND status <> :not")
        .bind("hash", superblock.hash().toArray())
        .bind("number", superblock.number().value())
        .bind("not", SuperblockState.REFUSED.name())
        .map(_ -> true)
        .first()
        .defaultIfEmpty(false);
  }

  @Override
  public Mono<Optional<Hash32>> hashOf(SuperblockNumber number) {
    if (number.equals(origin.genesis().number()))
      return Mono.just(Optional.of(origin.genesisHash()));
    return database
        .sql(
            """
            SELECT number, hash FROM superblock
            WHERE number = :number AND status NOT IN ('ROLLED_BACK', 'REFUSED')
            """)
        .bind("number", number.value())
        .map(row -> Columns.whole(row, whole -> Columns.hash(whole, "hash")))
        .one()
        .singleOptional();
  }

  @Override
  public Mono<List<Applied>> apply(List<Change> all) {
    return all.isEmpty()
        ? Mono.just(List.of())
        : fence.write(Flux.fromIterable(all).concatMap(changes::apply).collectList());
  }

  @Override
  public Mono<List<StoredAttempt>> attempts(Nonce first) {
    return attempts.from(first);
  }

  @Override
  public Mono<Optional<StoredAttempt>> attempt(Hash32 transaction) {
    return attempts.of(transaction);
  }

  @Override
  public Mono<Void> prepare(StoredAttempt attempt) {
    return fence.write(attempts.insert(attempt));
  }

  @Override
  public Mono<Void> sent(StoredAttempt attempt) {
    return fence.write(
        attempts
            .recordSent(attempt)
            .flatMap(isNews ->
                isNews
                    ? changes.published(attempt.superblock(), attempt.transaction().hash())
                    : Mono.empty()));
  }

  private Mono<SettlementRow> settlement() {
    return database
        .sql("SELECT roll_backs, held, followed FROM settlement")
        .map(
            row -> new SettlementRow(number(row, "roll_backs"), gate(row), number(row, "followed")))
        .one();
  }

  private static SettlementGate gate(Readable row) {
    var held = row.get("held", Long.class);
    return held == null ? new SettlementGate.Open() : new SettlementGate.Held(held);
  }

  private Mono<Anchor> base() {
    return database
        .sql(
            """
            SELECT number, hash FROM superblock WHERE status = 'FINALIZED'
            ORDER BY number DESC LIMIT 1
            """)
        .map(row -> Columns.whole(row, Columns::anchor))
        .one()
        .defaultIfEmpty(origin.genesis());
  }

  private Flux<Candidate> candidates(Anchor base) {
    return database
        .sql(
            """
            SELECT number, slot, hash, parent_hash, blocks_root, xts_hash, status,
              l1_transaction, l1_block_number, l1_block_hash
            FROM superblock
            WHERE status IN ('QUEUED', 'SENT', 'INCLUDED') AND number > :base ORDER BY number
            """)
        .bind("base", base.number().value())
        .map(row -> Columns.whole(row, PostgresSettlementStore::candidate))
        .all();
  }

  private static Candidate candidate(Readable row) {
    var header =
        new SuperblockHeader(
            Columns.superblock(row),
            Columns.slot(row),
            Columns.hash(row, "parent_hash"),
            Columns.hash(row, "blocks_root"),
            Columns.hash(row, "xts_hash"));
    return new Candidate(header, Columns.hash(row, "hash"), progress(row));
  }

  private static Progress progress(Readable row) {
    return switch (SuperblockState.valueOf(Columns.text(row, "status"))) {
      case QUEUED -> new Progress.Queued();
      case SENT -> new Progress.Sent();
      case INCLUDED -> new Progress.Included(Columns.inclusion(row).orElseThrow());
      case FINALIZED, ROLLED_BACK, REFUSED ->
          throw new IllegalStateException("not on its way: " + Objects.toString(row));
    };
  }
}
