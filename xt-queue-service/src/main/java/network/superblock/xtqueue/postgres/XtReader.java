package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.XtId;
import network.superblock.runtime.http.EventHistory;
import network.superblock.runtime.http.ProblemType;
import network.superblock.runtime.http.StreamEvent;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.XtFilter;
import network.superblock.xtqueue.xt.XtReport;
import network.superblock.xtqueue.xt.XtReport.EventReport;
import network.superblock.xtqueue.xt.XtReport.LegReport;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The xTs as their users see them. */
public final class XtReader {

  private static final String REPORT = "SELECT x.seq," + EntryTable.COLUMNS + "FROM xt x";

  private static final String EVENT =
      "SELECT e.id, x.id AS xt_id, e.at, e.name, e.status, e.attempts, e.slot, e.sequence,"
          + " e.superblock, e.l1_transaction, e.reason FROM event e JOIN xt x ON x.seq = e.xt ";

  private final DatabaseClient database;
  private final NewsTable news;

  public XtReader(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.news = new NewsTable(database, json);
  }

  /**
   * One xT of a list.
   *
   * @param place its place among all xTs, in the order in which they came
   */
  public record Listed(long place, XtReport report) {}

  /** How long the queue is. */
  public record Depth(long waiting, @Nullable Instant oldest) {}

  /** A request that was refused when nobody was there to hear it. */
  public record RefusalReport(Instant at, String reason, String detail) {}

  /** All about one xT; empty when it is not known. */
  public Mono<XtReport> report(XtId xt) {
    var row = database.sql(REPORT + " WHERE x.id = $1").bind(0, xt.hash().toArray());
    return row.map(found -> listed(found).report())
        .one()
        .flatMap(report ->
            Mono.zip(legs(xt, report.status().status()), timeline(xt))
                .map(more -> withMore(report, more.getT1(), more.getT2())));
  }

  public Mono<RefusalReport> refusal(XtId xt) {
    return database
        .sql("SELECT at, reason, detail FROM refusal WHERE id = $1")
        .bind(0, xt.hash().toArray())
        .map(row ->
            new RefusalReport(
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "reason", String.class),
                Columns.required(row, "detail", String.class)))
        .one();
  }

  /** The last xTs that came before {@code place}, newest first. */
  public Flux<Listed> list(XtFilter filter, long place, int limit) {
    var joins = new StringBuilder();
    var conditions = new ArrayList<String>(List.of("x.seq < $1"));
    var values = new ArrayList<Object>(List.of(place, limit));
    filter
        .status()
        .ifPresent(status -> {
          values.add(status);
          conditions.add("x.status = $" + values.size());
        });
    filter
        .chain()
        .ifPresent(chain -> {
          values.add(chain.value());
          joins.append(" JOIN xt_chain c ON c.xt = x.seq AND c.chain = $").append(values.size());
        });
    filter
        .signer()
        .ifPresent(signer -> {
          values.add(signer.toArray());
          joins.append(" JOIN xt_signer s ON s.xt = x.seq AND s.signer = $").append(values.size());
        });
    var query =
        database.sql(
            REPORT
                + joins
                + " WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY x.seq DESC LIMIT $2");
    for (int i = 0; i < values.size(); i++) query = query.bind(i, values.get(i));
    return query.map(this::listed).all();
  }

  /** Everything that happens, to every xT. */
  public EventHistory<EventReport> history() {
    return (id, limit) ->
        stillKept(id)
            .thenMany(
                database
                    .sql(EVENT + "WHERE e.id > $1 ORDER BY e.id LIMIT $2")
                    .bind(0, id)
                    .bind(1, limit)
                    .map(this::event)
                    .all())
            .map(XtReader::streamed);
  }

  /** Everything that happens to one xT. */
  public EventHistory<EventReport> historyOf(XtId xt) {
    return (id, limit) -> events(xt, id, limit).map(XtReader::streamed);
  }

  /** The newest event's id; 0 without any. */
  public Mono<Long> lastEventId() {
    return database
        .sql("SELECT coalesce(max(id), 0) AS last FROM event")
        .map(row -> Columns.required(row, "last", Long.class))
        .one();
  }

  public Mono<Boolean> isKnown(XtId xt) {
    return database
        .sql("SELECT EXISTS (SELECT FROM xt WHERE id = $1) AS known")
        .bind(0, xt.hash().toArray())
        .map(row -> Columns.required(row, "known", Boolean.class))
        .one();
  }

  public Mono<Depth> depth() {
    return database
        .sql(
            "SELECT q.waiting, (SELECT min(x.queued_at) FROM xt x WHERE x.status = 'QUEUED')"
                + " AS oldest FROM queue q")
        .map(row ->
            new Depth(
                Columns.required(row, "waiting", Integer.class), row.get("oldest", Instant.class)))
        .one();
  }

  /** Since when an operator has paused the admission; empty when it is open. */
  public Mono<Instant> pausedSince() {
    return database
        .sql("SELECT paused_since FROM queue WHERE paused_since IS NOT NULL")
        .map(row -> Columns.required(row, "paused_since", Instant.class))
        .one();
  }

  private Mono<Void> stillKept(long id) {
    // 0 asks for the first that there are.
    if (id == 0) return Mono.empty();
    return database
        .sql("SELECT pruned_event FROM queue")
        .map(row -> Columns.required(row, "pruned_event", Long.class))
        .one()
        .flatMap(pruned ->
            id >= pruned
                ? Mono.empty()
                : Mono.error(
                    ProblemType.EVENTS_GONE.exception(
                        "Events up to %d are not all kept; connect without Last-Event-ID"
                            .formatted(pruned))));
  }

  private Mono<List<LegReport>> legs(XtId xt, String status) {
    if (!StatusFacts.isIncluded(status)) return Mono.just(List.of());
    return database
        .sql("SELECT request FROM xt WHERE id = $1")
        .bind(0, xt.hash().toArray())
        .map(row ->
            OfferStore.request(row).transactions().stream()
                .map(leg -> new LegReport(leg.chain(), leg.transactions()))
                .toList())
        .one();
  }

  private Mono<List<EventReport>> timeline(XtId xt) {
    return events(xt, 0, Integer.MAX_VALUE).collectList();
  }

  private Flux<EventReport> events(XtId xt, long after, int limit) {
    return database
        .sql(EVENT + "WHERE x.id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3")
        .bind(0, xt.hash().toArray())
        .bind(1, after)
        .bind(2, limit)
        .map(this::event)
        .all();
  }

  private EventReport event(Readable row) {
    return new EventReport(
        Columns.required(row, "id", Long.class),
        Columns.xtId(row, "xt_id"),
        Columns.required(row, "at", Instant.class),
        Columns.required(row, "name", String.class),
        StatusColumns.read(row).report(),
        news.reason(row));
  }

  private Listed listed(Readable row) {
    return new Listed(
        Columns.required(row, "seq", Long.class),
        new XtReport(
            Columns.xtId(row, "id"),
            StatusColumns.read(row).report(),
            Columns.chains(row, "chains"),
            List.copyOf(Columns.addresses(row, "signers")),
            Columns.required(row, "queued_at", Instant.class),
            Columns.required(row, "expires_at", Instant.class),
            news.reason(row),
            null,
            null));
  }

  private static XtReport withMore(
      XtReport report, List<LegReport> legs, List<EventReport> timeline) {
    return new XtReport(
        report.xtId(),
        report.status(),
        report.chains(),
        report.signers(),
        report.queuedAt(),
        report.expiresAt(),
        report.reason(),
        legs.isEmpty() ? null : legs,
        timeline);
  }

  private static StreamEvent<EventReport> streamed(EventReport event) {
    return new StreamEvent<>(event.id(), event.event(), event);
  }
}
