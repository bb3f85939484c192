package network.superblock.xtqueue.postgres;

import java.time.Instant;
import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.xtqueue.fold.Epoch;
import network.superblock.xtqueue.fold.Fold;
import network.superblock.xtqueue.fold.LogRecord;
import network.superblock.xtqueue.fold.Reach;
import network.superblock.xtqueue.fold.Takeover;
import network.superblock.xtqueue.xt.XtEntry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Folds the log into the tables: the effects and the position after them are one transaction. */
public final class FoldStore {

  private final QueueTransactions transactions;
  private final XtLifecycle lifecycle;
  private final FoldRow row;
  private final EntryTable entries;
  private final SuperblockTable superblocks;

  public FoldStore(QueueTransactions transactions, XtLifecycle lifecycle, JsonMapper json) {
    this.transactions = transactions;
    this.lifecycle = lifecycle;
    this.row = new FoldRow(database());
    this.entries = new EntryTable(database(), new NewsTable(database(), json));
    this.superblocks = new SuperblockTable(database());
  }

  /** Begins a new epoch: whoever led before writes nothing any more. */
  public Mono<Takeover> takeOver() {
    return transactions.alone(_ -> recount().then(row.takeOver()));
  }

  /**
   * Folds those of {@code records} that were not folded yet.
   *
   * @return fails with a {@link network.superblock.xtqueue.fold.DeposedException} when another
   *     replica leads
   */
  public Mono<Fold.Result> fold(Epoch epoch, List<LogRecord> records, Instant now) {
    return transactions.alone(_ -> row.of(epoch).flatMap(before -> fold(before, records, now)));
  }

  private Mono<Fold.Result> fold(Takeover before, List<LogRecord> records, Instant now) {
    var unread = before.position().unread(records);
    var reach = Reach.of(unread);
    var after = before.position().after(unread);
    return Mono.zip(within(reach), superblocks.within(reach).collectList())
        .flatMap(found -> {
          var result =
              new Fold(lifecycle, before.standing(), found.getT1(), found.getT2())
                  .on(unread)
                  .result();
          return entries
              .save(found.getT1(), result.changed(), result.news())
              .then(superblocks.save(result.superblocks(), now))
              .then(row.save(after, result.standing()))
              .thenReturn(result);
        });
  }

  private Mono<List<XtEntry>> within(Reach reach) {
    var named = entries.entries(reach.xts());
    var closing =
        reach.closing().isEmpty()
            ? Flux.<XtEntry>empty()
            : entries.entries(
                select(
                        "x.offered_slot IS NOT NULL OR (x.slot = ANY ($1::bigint[])"
                            + " AND x.status IN ('STARTED', 'COMMITTED', 'ABORTING'))")
                    .bind(0, reach.closing().stream().map(Slot::value).toArray(Long[]::new)));
    var onL1 =
        reach.numbers().isEmpty()
            ? Flux.<XtEntry>empty()
            : entries.entries(
                select("x.superblock = ANY ($1::bigint[])")
                    .bind(
                        0,
                        reach.numbers().stream()
                            .map(SuperblockNumber::value)
                            .toArray(Long[]::new)));
    var rolledBack =
        reach
            .lastValid()
            .map(last -> entries.entries(select("x.superblock > $1").bind(0, last.value())))
            .orElseGet(Flux::empty);
    return Flux.concat(named, closing, onL1, rolledBack).distinct(XtEntry::id).collectList();
  }

  private GenericExecuteSpec select(String condition) {
    return database().sql("SELECT" + EntryTable.COLUMNS + "FROM xt x WHERE " + condition);
  }

  /** Cheap insurance: the count that bounds the queue follows from the rows. */
  private Mono<Long> recount() {
    return database()
        .sql("UPDATE queue SET waiting = (SELECT count(DISTINCT xt) FROM waiting_signer)")
        .fetch()
        .rowsUpdated();
  }

  private DatabaseClient database() {
    return transactions.database();
  }
}
