package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.util.List;
import network.superblock.xtqueue.xt.Reason;
import network.superblock.xtqueue.xt.StatusFacts;
import network.superblock.xtqueue.xt.XtNews;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What happened to the xTs, in one order. */
final class NewsTable {

  private static final String ADD =
      """
      INSERT INTO event
          (xt, at, name, status, attempts, slot, sequence, superblock, l1_transaction, reason)
        SELECT x.seq, n.at::timestamptz, n.name, n.status, n.attempts, n.slot, n.sequence,
               n.superblock, decode(n.l1_transaction, 'hex'), n.reason
          FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::bigint[],
                      $7::bigint[], $8::bigint[], $9::text[], $10::text[])
               WITH ORDINALITY AS n(id, at, name, status, attempts, slot, sequence, superblock,
                                    l1_transaction, reason, place)
          JOIN xt x ON x.id = decode(n.id, 'hex')
         ORDER BY n.place
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  NewsTable(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<Void> add(List<XtNews> news) {
    var facts = news.stream().map(each -> StatusFacts.of(each.status())).toList();
    return StatusColumns.bind(database.sql(ADD), 3, facts)
        .bind(0, Columns.hex(news.stream().map(XtNews::xt).toList()))
        .bind(1, Columns.array(String[]::new, news, each -> each.at().toString()))
        .bind(2, Columns.array(String[]::new, news, XtNews::name))
        .bind(9, Columns.array(String[]::new, news, this::reasonText))
        .fetch()
        .rowsUpdated()
        .then();
  }

  @Nullable Reason reason(Readable row) {
    var text = row.get("reason", String.class);
    return text == null ? null : json.readValue(text, Reason.class);
  }

  @Nullable String reasonText(XtNews news) {
    return news.reason().map(json::writeValueAsString).orElse(null);
  }
}
