package network.superblock.xtqueue.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtOffer;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.queue.OfferWindow.Candidate;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.XtDecoding;
import network.superblock.xtqueue.fold.Epoch;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Marks which xTs stand offered; an offer is written to Kafka only after it is marked here. */
public final class OfferStore {

  // The best of each chain that has room, as far as all their chains may run.
  private static final String CANDIDATES =
      """
      SELECT DISTINCT best.id, best.rank, best.chains, best.queued_at
        FROM unnest($1::bigint[]) AS room(chain)
       CROSS JOIN LATERAL (
             SELECT x.id, x.rank, x.chains, x.queued_at
               FROM candidate c JOIN xt x ON x.seq = c.xt
              WHERE c.chain = room.chain AND x.chains <@ $2::bigint[]
                AND x.expires_at > $3::timestamptz
              ORDER BY c.rank, c.xt
              LIMIT $4) AS best
      """;

  private static final String MARK =
      """
      WITH marked AS (
        UPDATE xt x SET offered_slot = $2 WHERE x.id IN %s RETURNING x.seq, x.chains, x.rank
      )
      DELETE FROM candidate WHERE (chain, rank, xt) IN (
        SELECT unnest(chains), rank, seq FROM marked)
      """
          .formatted(EntryTable.IDS);

  private static final String OFFERS =
      "SELECT x.id, x.request, x.rank, x.queued_at, x.expires_at, x.offered_slot FROM xt x WHERE ";

  private final QueueTransactions transactions;
  private final FoldRow row;
  private final int perChain;

  /**
   * Opens the store.
   *
   * @param perChain how many candidates of each chain are looked at
   */
  public OfferStore(QueueTransactions transactions, int perChain) {
    this.transactions = transactions;
    this.row = new FoldRow(transactions.database());
    this.perChain = perChain;
  }

  /** An xT that stands offered. */
  public record Standing(XtId xt, SortedSet<ChainId> chains) {}

  /** What stands offered for {@code slot}. */
  public Flux<Standing> standing(Slot slot) {
    return database()
        .sql("SELECT id, chains FROM xt WHERE offered_slot = $1")
        .bind(0, slot.value())
        .map(found -> new Standing(Columns.xtId(found, "id"), Columns.chains(found, "chains")))
        .all();
  }

  /** What stands offered for {@code slot} and its user wants back. */
  public Flux<XtId> withdrawing(Slot slot) {
    return database()
        .sql("SELECT id FROM xt WHERE offered_slot = $1 AND status = 'WITHDRAWING'")
        .bind(0, slot.value())
        .map(found -> Columns.xtId(found, "id"))
        .all();
  }

  /**
   * Marks as offered for {@code slot} what {@code choose} chooses of the best candidates.
   *
   * @return the offers; fails with a {@link network.superblock.xtqueue.fold.DeposedException} when
   *     another replica leads
   */
  public Mono<List<XtOffer>> offer(
      Epoch epoch,
      Slot slot,
      Chains chains,
      Instant now,
      Function<List<Candidate>, List<Candidate>> choose) {
    return transactions.alone(_ ->
        row.of(epoch)
            .then(candidates(chains, now).collectList())
            .map(choose)
            .flatMap(chosen -> mark(slot, chosen.stream().map(Candidate::id).toList())));
  }

  /**
   * Where an offer may go.
   *
   * @param room the chains that one more offer may touch
   * @param eligible all that an xT may touch in the slot
   */
  public record Chains(SortedSet<ChainId> room, SortedSet<ChainId> eligible) {}

  /** The offers of those xTs that stand offered and that nobody wants back. */
  public Flux<XtOffer> offersOf(Collection<XtId> xts) {
    return database()
        .sql(
            OFFERS
                + "x.offered_slot IS NOT NULL AND x.status = 'QUEUED' AND x.id IN"
                + EntryTable.IDS)
        .bind(0, Columns.hex(xts))
        .map(OfferStore::offer)
        .all();
  }

  private Flux<Candidate> candidates(Chains chains, Instant now) {
    return database()
        .sql(CANDIDATES)
        .bind(0, Columns.numbers(chains.room()))
        .bind(1, Columns.numbers(chains.eligible()))
        .bind(2, now.toString())
        .bind(3, perChain)
        .map(found ->
            new Candidate(
                Columns.xtId(found, "id"),
                Columns.required(found, "rank", Long.class),
                Columns.chains(found, "chains"),
                Columns.required(found, "queued_at", Instant.class)))
        .all();
  }

  private Mono<List<XtOffer>> mark(Slot slot, List<XtId> xts) {
    if (xts.isEmpty()) return Mono.just(List.of());
    return database()
        .sql(MARK)
        .bind(0, Columns.hex(xts))
        .bind(1, slot.value())
        .fetch()
        .rowsUpdated()
        .then(offersOf(xts).collectList());
  }

  private static XtOffer offer(Readable found) {
    return new XtOffer(
        new Slot(Columns.required(found, "offered_slot", Long.class)),
        request(found),
        Columns.xtId(found, "id"),
        Columns.required(found, "rank", Long.class),
        Columns.required(found, "queued_at", Instant.class),
        Columns.required(found, "expires_at", Instant.class));
  }

  static XtRequest request(Readable found) {
    return switch (MessageCodec.decodeXtRequest(Columns.bytes(found, "request"))) {
      case XtDecoding.Decoded decoded -> decoded.request();
      case XtDecoding.Malformed malformed ->
          throw new IllegalStateException("the store holds no XTRequest: " + malformed.reason());
    };
  }

  private DatabaseClient database() {
    return transactions.database();
  }
}
