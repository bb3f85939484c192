package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.XtChange;
import network.superblock.xtqueue.xt.XtEntry;
import network.superblock.xtqueue.xt.XtNews;
import network.superblock.xtqueue.xt.XtTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The xTs' rows without their bodies, and everything that must change with a row. */
final class EntryTable {

  static final String COLUMNS =
      " x.id, x.chains, x.signers::text[] AS signers, x.rank, x.queued_at, x.expires_at, x.status,"
          + " x.attempts, x.slot, x.sequence, x.superblock, x.l1_transaction, x.reason,"
          + " x.offered_slot ";

  static final String IDS = " (SELECT decode(i, 'hex') FROM unnest($1::text[]) AS i) ";

  private static final String UPDATE =
      """
      UPDATE xt x
         SET status = u.status, attempts = coalesce(u.attempts, x.attempts),
             slot = coalesce(u.slot, x.slot), sequence = coalesce(u.sequence, x.sequence),
             superblock = u.superblock, l1_transaction = decode(u.l1_transaction, 'hex'),
             reason = CASE WHEN u.told THEN u.reason ELSE x.reason END,
             offered_slot = u.offered_slot, expires_at = u.expires_at::timestamptz,
             ended_at = CASE WHEN u.ended THEN coalesce(x.ended_at, u.at::timestamptz) END
        FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[],
                    $7::text[], $8::boolean[], $9::text[], $10::bigint[], $11::boolean[],
                    $12::text[], $13::text[])
             AS u(id, status, attempts, slot, sequence, superblock, l1_transaction, told, reason,
                  offered_slot, ended, at, expires_at)
       WHERE x.id = decode(u.id, 'hex')
      """;

  // What a row is a member of follows from the row alone.
  private static final List<String> MEMBERSHIPS =
      List.of(
          """
          DELETE FROM candidate WHERE (chain, rank, xt) IN (
            SELECT unnest(x.chains), x.rank, x.seq FROM xt x
             WHERE x.id IN %s AND NOT (x.status = 'QUEUED' AND x.offered_slot IS NULL))
          """,
          """
          INSERT INTO candidate (chain, rank, xt)
            SELECT unnest(x.chains), x.rank, x.seq FROM xt x
             WHERE x.id IN %s AND x.status = 'QUEUED' AND x.offered_slot IS NULL
          ON CONFLICT DO NOTHING
          """,
          """
          DELETE FROM waiting_signer WHERE (signer, xt) IN (
            SELECT unnest(x.signers), x.seq FROM xt x
             WHERE x.id IN %s AND x.status NOT IN ('QUEUED', 'WITHDRAWING'))
          """,
          """
          INSERT INTO waiting_signer (signer, xt)
            SELECT unnest(x.signers), x.seq FROM xt x
             WHERE x.id IN %s AND x.status IN ('QUEUED', 'WITHDRAWING')
          ON CONFLICT DO NOTHING
          """);

  private static final String COUNT_ABORTS =
      """
      INSERT INTO signer_abort (signer, at, xt)
        SELECT unnest(x.signers), x.ended_at, x.seq FROM xt x WHERE x.id IN %s
      ON CONFLICT DO NOTHING
      """;

  private final DatabaseClient database;
  private final NewsTable newsTable;

  EntryTable(DatabaseClient database, NewsTable newsTable) {
    this.database = database;
    this.newsTable = newsTable;
  }

  /** The entries of a query that selects {@link #COLUMNS}. */
  Flux<XtEntry> entries(GenericExecuteSpec query) {
    return query.map(this::entry).all();
  }

  Flux<XtEntry> entries(Collection<XtId> xts) {
    if (xts.isEmpty()) return Flux.empty();
    return entries(
        database
            .sql("SELECT" + COLUMNS + "FROM xt x WHERE x.id IN" + IDS)
            .bind(0, Columns.hex(xts)));
  }

  /** Writes changes of one entry each. */
  Mono<Void> save(List<XtChange> changes) {
    return save(
        changes.stream().map(XtChange::before).toList(),
        changes.stream().map(XtChange::after).toList(),
        changes.stream().map(XtChange::news).toList());
  }

  /**
   * Writes what became of entries.
   *
   * @param before as they were, at least those that changed
   * @param changed as they are now
   * @param news what happened, in order
   */
  Mono<Void> save(Collection<XtEntry> before, List<XtEntry> changed, List<XtNews> news) {
    if (changed.isEmpty()) return Mono.empty();
    var ids = Columns.hex(changed.stream().map(XtEntry::id).toList());
    return update(changed, news)
        .then(news.isEmpty() ? Mono.empty() : newsTable.add(news))
        .thenMany(Flux.fromIterable(MEMBERSHIPS).concatMap(sql -> run(sql, ids)))
        .then(countAborts(news))
        .then(countWaiting(change(before, changed)));
  }

  private Mono<Long> update(List<XtEntry> changed, List<XtNews> news) {
    var last = new HashMap<XtId, XtNews>();
    for (var each : news) last.put(each.xt(), each);
    var facts = changed.stream().map(entry -> StatusFacts.of(entry.status())).toList();
    return StatusColumns.bind(database.sql(UPDATE), 1, facts)
        .bind(0, Columns.hex(changed.stream().map(XtEntry::id).toList()))
        .bind(7, Columns.array(Boolean[]::new, changed, entry -> last.containsKey(entry.id())))
        .bind(8, Columns.array(String[]::new, changed, entry -> reasonText(last.get(entry.id()))))
        .bind(
            9,
            Columns.array(
                Long[]::new, changed, entry -> entry.offeredIn().map(Slot::value).orElse(null)))
        .bind(10, Columns.array(Boolean[]::new, changed, entry -> entry.status().isEnd()))
        .bind(11, Columns.array(String[]::new, changed, entry -> at(last.get(entry.id()))))
        .bind(
            12,
            Columns.array(String[]::new, changed, entry -> entry.terms().expiresAt().toString()))
        .fetch()
        .rowsUpdated();
  }

  private Mono<Long> countAborts(List<XtNews> news) {
    var aborted =
        news.stream()
            .filter(each -> each.status() instanceof XtStatus.Aborted)
            .map(XtNews::xt)
            .toList();
    return aborted.isEmpty() ? Mono.empty() : run(COUNT_ABORTS, Columns.hex(aborted));
  }

  private Mono<Void> countWaiting(int change) {
    if (change == 0) return Mono.empty();
    return database
        .sql("UPDATE queue SET waiting = waiting + $1")
        .bind(0, change)
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static int change(Collection<XtEntry> before, List<XtEntry> changed) {
    var waited = new HashMap<XtId, Boolean>();
    for (var entry : before) waited.put(entry.id(), entry.isWaiting());
    var change = 0;
    for (var entry : changed) {
      if (entry.isWaiting()) change++;
      if (waited.getOrDefault(entry.id(), false)) change--;
    }
    return change;
  }

  private Mono<Long> run(String sql, String[] ids) {
    return database.sql(sql.formatted(IDS)).bind(0, ids).fetch().rowsUpdated();
  }

  private XtEntry entry(Readable row) {
    var terms =
        new XtTerms(
            Columns.chains(row, "chains"),
            List.copyOf(Columns.addresses(row, "signers")),
            Columns.required(row, "rank", Long.class),
            Columns.required(row, "queued_at", Instant.class),
            Columns.required(row, "expires_at", Instant.class));
    return new XtEntry(
        Columns.xtId(row, "id"),
        terms,
        StatusColumns.read(row).toStatus(newsTable.reason(row)),
        Optional.ofNullable(Columns.numberOrNull(row, "offered_slot", Slot::new)));
  }

  private @Nullable String reasonText(@Nullable XtNews news) {
    return news == null ? null : newsTable.reasonText(news);
  }

  private static @Nullable String at(@Nullable XtNews news) {
    return news == null ? null : news.at().toString();
  }
}
