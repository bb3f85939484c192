package network.superblock.blockstore.postgres;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static network.superblock.blockstore.postgres.Statements.buffer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import network.superblock.blockstore.BlockArchive;
import network.superblock.blockstore.BlockKey;
import network.superblock.blockstore.Judgement;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.wire.Sender;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Submitted blocks and their verdicts, in Postgres. */
final class PostgresBlocks implements BlockArchive {

  private static final String VERDICTS =
      """
      SELECT v.message
        FROM unnest($1, $2, $3) AS k (slot, chain_id, hash)
        JOIN verdict v
          ON v.slot = k.slot AND v.chain_id = k.chain_id AND v.hash = decode(k.hash, 'hex')
      """;
  private static final String HOLD =
      """
      INSERT INTO held_block (slot, chain_id, hash, message, held_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
      """;
  private static final String GIVE_WAY =
      """
      DELETE FROM held_block
       WHERE chain_id = $1
         AND (slot, hash) NOT IN (SELECT slot, hash FROM held_block
                                   WHERE chain_id = $1
                                   ORDER BY slot, held_at, hash LIMIT $2)
      """;
  private static final String ANSWER =
      """
      SELECT b.message
        FROM block b
        JOIN block_standing s ON s.chain_id = b.chain_id AND s.slot = b.slot
       WHERE b.chain_id = $1 AND b.number = $2
         AND s.standing IN ('FINALIZED', 'INCLUDED', 'ACCEPTED')
       ORDER BY b.parent_hash <> $3, s.standing = 'ACCEPTED', b.slot DESC
       LIMIT 1
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final Sender self;

  PostgresBlocks(DatabaseClient database, TransactionalOperator transaction, Sender self) {
    this.database = database;
    this.transaction = transaction;
    this.self = self;
  }

  @Override
  public Mono<Map<BlockKey, BlockVerdict>> verdictsOn(Collection<BlockKey> keys) {
    return database
        .sql(VERDICTS)
        .bind(0, array(keys, key -> key.slot().value()))
        .bind(1, array(keys, key -> key.chain().value()))
        .bind(2, keys.stream().map(key -> key.hash().bytes().toHex()).toArray(String[]::new))
        .map(row -> StoredMessage.read(row, BlockVerdict.class))
        .all()
        .collect(toUnmodifiableMap(BlockKey::of, Function.identity()));
  }

  @Override
  public Mono<List<BlockVerdict>> record(List<Judgement> judgements, Instant at) {
    var keys = judgements.stream().map(Judgement::key).toList();
    return transaction
        .transactional(Mono.defer(() -> new Recording(database, self, at).record(judgements)))
        .then(Mono.defer(() -> verdictsOn(keys)))
        .map(standing -> keys.stream().map(key -> required(standing, key)).toList());
  }

  @Override
  public Mono<Long> hold(List<L2Block> blocks, int perChain, Instant at) {
    var chains = blocks.stream().map(L2Block::chain).distinct().sorted().toList();
    var held =
        Statements.forEach(
            database,
            HOLD,
            blocks,
            (statement, block) ->
                statement
                    .bind(0, block.slot().value())
                    .bind(1, block.chain().value())
                    .bind(2, buffer(block.hash()))
                    .bind(3, message(block))
                    .bind(4, at));
    var gaveWay =
        Statements.forEach(
            database,
            GIVE_WAY,
            chains,
            (statement, chain) -> statement.bind(0, chain.value()).bind(1, (long) perChain));
    return transaction.transactional(held.thenMany(gaveWay).reduce(0L, Long::sum));
  }

  @Override
  public Flux<L2Block> heldFor(Slot slot) {
    return database
        .sql("SELECT message FROM held_block WHERE slot = $1 ORDER BY held_at, chain_id, hash")
        .bind(0, slot.value())
        .map(row -> StoredMessage.read(row, L2Block.class))
        .all();
  }

  @Override
  public Mono<Void> release(Slot slot) {
    return database.sql("DELETE FROM held_block WHERE slot = $1").bind(0, slot.value()).then();
  }

  @Override
  public Mono<L2Block> answerTo(L2BlockRequest request) {
    return database
        .sql(ANSWER)
        .bind(0, request.chain().value())
        .bind(1, request.number().value())
        .bind(2, buffer(request.parentHash()))
        .map(row -> StoredMessage.read(row, L2Block.class))
        .one();
  }

  private static ByteBuffer message(L2Block block) {
    return StoredMessage.encode(new Sender.Sequencer(block.chain()), block);
  }

  private static Long[] array(Collection<BlockKey> keys, Function<BlockKey, Long> number) {
    return keys.stream().map(number).toArray(Long[]::new);
  }

  private static BlockVerdict required(Map<BlockKey, BlockVerdict> standing, BlockKey key) {
    return Objects.requireNonNull(standing.get(key), "no verdict was kept");
  }
}
