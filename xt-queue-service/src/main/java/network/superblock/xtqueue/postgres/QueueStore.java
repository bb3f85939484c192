package network.superblock.xtqueue.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.XtId;
import network.superblock.protocol.queue.XtEvent.ExpiryPassed;
import network.superblock.protocol.queue.XtEvent.WithdrawalRequested;
import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.xtqueue.admission.Admission.Refused;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.Withdrawal;
import network.superblock.xtqueue.xt.XtChange;
import network.superblock.xtqueue.xt.XtEntry;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What happens to xTs beside the log: withdrawal, expiry, and the end of their keeping. */
public final class QueueStore {

  /** How many xTs expire or are forgotten at a time. */
  public static final int PORTION = 500;

  private static final int MAX_REFUSALS = 10_000;

  private static final String FORGET =
      """
      WITH old AS (
        SELECT seq, chains, signers FROM xt WHERE ended_at < $1::timestamptz
         ORDER BY ended_at LIMIT $2
      ), last AS (
        SELECT max(e.id) AS id FROM event e JOIN old ON e.xt = old.seq
      ), chain AS (
        DELETE FROM xt_chain WHERE (chain, xt) IN (SELECT unnest(chains), seq FROM old)
      ), signer AS (
        DELETE FROM xt_signer WHERE (signer, xt) IN (SELECT unnest(signers), seq FROM old)
      ), gone AS (
        DELETE FROM xt WHERE seq IN (SELECT seq FROM old) RETURNING seq
      )
      UPDATE queue
         SET pruned_event = greatest(pruned_event, coalesce((SELECT id FROM last), 0))
      RETURNING (SELECT count(*) FROM gone) AS forgotten
      """;

  private final QueueTransactions transactions;
  private final XtLifecycle lifecycle;
  private final EntryTable entries;

  public QueueStore(QueueTransactions transactions, XtLifecycle lifecycle, JsonMapper json) {
    this.transactions = transactions;
    this.lifecycle = lifecycle;
    this.entries = new EntryTable(database(), new NewsTable(database(), json));
  }

  /** Takes a queued xT back for its user. */
  public Mono<Withdrawal> withdraw(XtId xt, Instant now) {
    return transactions.alone(_ ->
        entries
            .entries(List.of(xt))
            .next()
            .flatMap(entry -> withdraw(entry, now))
            .defaultIfEmpty(new Withdrawal.Unknown()));
  }

  /** Ends what waited too long and stands not offered; returns how many, at most a portion. */
  public Mono<Integer> expire(Instant now) {
    return transactions.alone(_ ->
        entries
            .entries(
                database()
                    .sql(
                        "SELECT"
                            + EntryTable.COLUMNS
                            + "FROM xt x WHERE x.status = 'QUEUED' AND x.offered_slot IS NULL"
                            + " AND x.expires_at <= $1::timestamptz LIMIT $2")
                    .bind(0, now.toString())
                    .bind(1, PORTION))
            .collectList()
            .flatMap(expiring -> expire(expiring, now)));
  }

  /** Deletes what ended before {@code before}; returns how many xTs, at most a portion. */
  public Mono<Integer> forget(Instant before) {
    return transactions.alone(_ ->
        database()
            .sql(FORGET)
            .bind(0, before.toString())
            .bind(1, PORTION)
            .map(row -> Columns.required(row, "forgotten", Long.class).intValue())
            .one());
  }

  /** Deletes old superblocks, refusals and aborts, which no xT needs any more. */
  public Mono<Void> tidy(Instant before, Duration abortMemory, Instant now) {
    return transactions.alone(_ ->
        delete(
                "DELETE FROM superblock s WHERE s.seen_at < $1::timestamptz AND NOT EXISTS"
                    + " (SELECT FROM xt x WHERE x.superblock = s.number)",
                before)
            .then(delete("DELETE FROM refusal WHERE at < $1::timestamptz", before))
            .then(
                delete(
                    "DELETE FROM signer_abort WHERE at < $1::timestamptz", now.minus(abortMemory)))
            .then());
  }

  /** Notes refusals that nobody was there to hear; the first ones when there are too many. */
  public Mono<Void> refused(Map<XtId, Refused> refusals, Instant now) {
    return transactions.alone(_ ->
        Flux.fromIterable(refusals.entrySet())
            .concatMap(each ->
                database()
                    .sql(
                        "INSERT INTO refusal (id, at, reason, detail)"
                            + " SELECT $1, $2::timestamptz, $3, $4"
                            + " WHERE (SELECT count(*) FROM refusal) < $5"
                            + " ON CONFLICT (id) DO UPDATE SET at = excluded.at,"
                            + " reason = excluded.reason, detail = excluded.detail")
                    .bind(0, each.getKey().hash().toArray())
                    .bind(1, now.toString())
                    .bind(2, each.getValue().reason().name())
                    .bind(3, each.getValue().detail())
                    .bind(4, MAX_REFUSALS)
                    .fetch()
                    .rowsUpdated())
            .then());
  }

  private Mono<Withdrawal> withdraw(XtEntry entry, Instant now) {
    var event = new WithdrawalRequested(entry.offeredIn().isPresent());
    return XtChange.of(lifecycle, entry, event, now)
        .map(change ->
            entries
                .save(List.of(change))
                .<Withdrawal>thenReturn(
                    new Withdrawal.Taken(StatusFacts.nameOf(change.after().status()))))
        .orElseGet(() -> Mono.just(Withdrawal.of(entry.status())));
  }

  private Mono<Integer> expire(List<XtEntry> expiring, Instant now) {
    var changes =
        expiring.stream()
            .flatMap(entry -> XtChange.of(lifecycle, entry, new ExpiryPassed(false), now).stream())
            .toList();
    return entries.save(changes).thenReturn(changes.size());
  }

  private Mono<Long> delete(String sql, Instant before) {
    return database().sql(sql).bind(0, before.toString()).fetch().rowsUpdated();
  }

  private DatabaseClient database() {
    return transactions.database();
  }
}
