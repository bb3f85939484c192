package network.superblock.blockstore.postgres;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;
import static network.superblock.blockstore.postgres.Statements.buffer;

import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.blockstore.BlockKey;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.Judgement;
import network.superblock.blockstore.Refusal;
import network.superblock.protocol.block.EthereumBlock;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.wire.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Writes verdicts and accepted blocks, and what the event streams tell of them. */
final class Recording {

  private static final String INSERT_VERDICT =
      """
      INSERT INTO verdict (slot, chain_id, hash, reason, message, given_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING
      """;
  private static final String CHANGE_VERDICT =
      """
      UPDATE verdict SET reason = $4, message = $5, given_at = $6
       WHERE slot = $1 AND chain_id = $2 AND hash = $3
      """;
  private static final String INSERT_BLOCK =
      """
      INSERT INTO block (chain_id, slot, number, hash, parent_hash, sealed_at, state_root,
             transactions_root, receipts_root, transactions, size, included_xts, message, stored_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT DO NOTHING
      """;

  private final DatabaseClient database;
  private final Sender self;
  private final Instant at;

  Recording(DatabaseClient database, Sender self, Instant at) {
    this.database = database;
    this.self = self;
    this.at = at;
  }

  /** Records those on which there is no verdict yet; in a transaction. */
  Mono<Void> record(List<Judgement> judgements) {
    // In one order everywhere, so that two replicas wait for each other and not in a circle.
    var sorted = new ArrayList<>(judgements);
    sorted.sort(comparing(judgement -> judgement.block().chain()));
    return Statements.forEach(database, INSERT_VERDICT, sorted, this::bindVerdict)
        .collectList()
        .map(inserted -> where(inserted, 1, sorted))
        .flatMap(this::store)
        .flatMap(this::tell);
  }

  /** Stores the accepted ones; one whose place is taken is rejected after all. */
  private Mono<List<Judgement>> store(List<Judgement> fresh) {
    var accepted = fresh.stream().filter(j -> j.verdict() instanceof Accepted).toList();
    return Statements.forEach(database, INSERT_BLOCK, accepted, this::bindBlock)
        .collectList()
        .map(inserted -> where(inserted, 0, accepted).stream().map(Recording::conflict).toList())
        .flatMap(conflicts ->
            Statements.forEach(database, CHANGE_VERDICT, conflicts, this::bindVerdict)
                .then(Mono.just(replaced(fresh, conflicts))));
  }

  private Mono<Void> tell(List<Judgement> standing) {
    if (standing.isEmpty()) return Mono.empty();
    var events = new EventLog(database);
    var news = new ArrayList<>(standing.stream().map(this::newsOf).toList());
    return events
        .turn()
        .then(Mono.defer(() -> closedMeanwhile(standing)))
        .doOnNext(news::addAll)
        .then(Mono.defer(() -> events.append(news)));
  }

  /** Another replica may have closed the slot while this one still checked blocks of it. */
  private Mono<List<BlockNews>> closedMeanwhile(List<Judgement> standing) {
    var stored = standing.stream().filter(j -> j.verdict() instanceof Accepted).toList();
    var keys = stored.stream().map(Judgement::key).collect(toSet());
    return new StandingNews(database)
        .of(stored.stream().map(j -> j.block().slot()).toList(), at)
        .map(all ->
            all.stream()
                .filter(n -> keys.contains(new BlockKey(n.chainId(), n.slot(), n.hash())))
                .toList());
  }

  private BlockNews newsOf(Judgement judgement) {
    return switch (judgement.verdict()) {
      case Accepted _ -> news(Kind.ACCEPTED, judgement.block(), null, null);
      case Rejected rejected ->
          news(Kind.REJECTED, judgement.block(), rejected.reason(), rejected.detail());
    };
  }

  private BlockNews news(
      Kind kind, L2Block block, @Nullable String reason, @Nullable String detail) {
    return new BlockNews(
        kind, at, block.chain(), block.slot(), block.number(), block.hash(), null, reason, detail);
  }

  private void bindVerdict(Statement statement, Judgement judgement) {
    var block = judgement.block();
    statement
        .bind(0, block.slot().value())
        .bind(1, block.chain().value())
        .bind(2, buffer(block.hash()));
    switch (judgement.verdict()) {
      case Accepted _ -> statement.bindNull(3, String.class);
      case Rejected rejected -> statement.bind(3, rejected.reason());
    }
    statement.bind(4, StoredMessage.encode(self, judgement.verdict())).bind(5, at);
  }

  private void bindBlock(Statement statement, Judgement judgement) {
    var block = judgement.block();
    var ethereum = decoded(block);
    var header = ethereum.header();
    statement
        .bind(0, block.chain().value())
        .bind(1, block.slot().value())
        .bind(2, block.number().value())
        .bind(3, buffer(block.hash()))
        .bind(4, buffer(block.parentHash()))
        .bind(5, Instant.ofEpochSecond(header.timestamp()))
        .bind(6, buffer(header.stateRoot()))
        .bind(7, buffer(header.transactionsRoot()))
        .bind(8, buffer(header.receiptsRoot()))
        .bind(9, ethereum.transactions().size())
        .bind(10, block.block().size())
        .bind(11, block.includedXts().stream().map(Object::toString).toArray(String[]::new))
        .bind(12, StoredMessage.encode(new Sender.Sequencer(block.chain()), block))
        .bind(13, at);
  }

  private static EthereumBlock decoded(L2Block block) {
    try {
      return EthereumBlock.decode(block.block());
    } catch (MalformedRlpException malformed) {
      throw new IllegalStateException("accepted, but no block: " + block.hash(), malformed);
    }
  }

  private static Judgement conflict(Judgement accepted) {
    return new Judgement(accepted.block(), Refusal.CONFLICT.of(accepted.block()));
  }

  private static List<Judgement> replaced(List<Judgement> all, List<Judgement> changed) {
    var keys = changed.stream().map(Judgement::key).collect(toSet());
    var result = new ArrayList<>(all.stream().filter(j -> !keys.contains(j.key())).toList());
    result.addAll(changed);
    return List.copyOf(result);
  }

  private static List<Judgement> where(List<Long> changes, long wanted, List<Judgement> of) {
    var chosen = new ArrayList<Judgement>();
    for (var i = 0; i < of.size(); i++) if (changes.get(i) == wanted) chosen.add(of.get(i));
    return List.copyOf(chosen);
  }
}
