package network.superblock.sequencer.postgres;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.sequencer.SealedBlocks;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.Sender;
import org.springframework.r2dbc.core.DatabaseClient;

/** The sealed blocks as they were sent. */
public final class PostgresSealedBlocks implements SealedBlocks, AutoCloseable {

  private final DatabaseClient database;
  private final Duration retention;
  private final InstantSource clock;
  private final Insistence insistence = new Insistence();

  /**
   * Blocks as rows.
   *
   * @param retention how long the local transactions of a final block are kept
   */
  public PostgresSealedBlocks(DatabaseClient database, Duration retention, InstantSource clock) {
    this.database = database;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void keep(L2Block block) {
    Bytes message = MessageCodec.encode(new Sender.Sequencer(block.chain()), block);
    insistence.until(() ->
        database
            .sql(
                "INSERT INTO sealed_block (hash, number, parent_hash, slot, message) "
                    + "VALUES (:hash, :number, :parent, :slot, :message) "
                    + "ON CONFLICT DO NOTHING")
            .bind("hash", block.hash().toArray())
            .bind("number", block.number().value())
            .bind("parent", block.parentHash().toArray())
            .bind("slot", block.slot().value())
            .bind("message", message.toArray())
            .fetch()
            .rowsUpdated()
            .block());
  }

  @Override
  public Optional<L2Block> find(Hash32 hash) {
    return database
        .sql("SELECT message FROM sealed_block WHERE hash = :hash")
        .bind("hash", hash.toArray())
        .map(row -> Bytes.of(Columns.bytes(row, "message")))
        .one()
        .blockOptional()
        .flatMap(PostgresSealedBlocks::decode);
  }

  @Override
  public void included(BlockRef block, SuperblockNumber superblock) {
    insistence.until(() ->
        database
            .sql(
                "WITH ours AS (UPDATE sealed_block SET superblock = :superblock "
                    + "WHERE hash = :hash) "
                    + "UPDATE local_transaction SET superblock = :superblock "
                    + "WHERE block_hash = :hash")
            .bind("superblock", superblock.value())
            .bind("hash", block.hash().toArray())
            .fetch()
            .rowsUpdated()
            .block());
  }

  /** The newest final block stays: the next slot may stand on it. */
  @Override
  public void finalized(SuperblockNumber superblock) {
    var now = clock.instant().atOffset(UTC);
    insistence.until(() ->
        database
            .sql(
                "WITH final AS (SELECT max(number) AS number FROM sealed_block "
                    + "WHERE superblock <= :superblock), "
                    + "gone AS (DELETE FROM sealed_block USING final "
                    + "WHERE sealed_block.number < final.number), "
                    + "kept_long_enough AS (DELETE FROM local_transaction "
                    + "WHERE final_at < :keepFrom) "
                    + "UPDATE local_transaction SET final_at = :now "
                    + "WHERE superblock <= :superblock AND final_at IS NULL")
            .bind("superblock", superblock.value())
            .bind("keepFrom", now.minus(retention))
            .bind("now", now)
            .fetch()
            .rowsUpdated()
            .block());
  }

  @Override
  public void rolledBack(SuperblockNumber lastValid) {
    insistence.until(() ->
        database
            .sql(
                "WITH blocks AS (UPDATE sealed_block SET superblock = NULL "
                    + "WHERE superblock > :lastValid) "
                    + "UPDATE local_transaction SET superblock = NULL, final_at = NULL "
                    + "WHERE superblock > :lastValid")
            .bind("lastValid", lastValid.value())
            .fetch()
            .rowsUpdated()
            .block());
  }

  @Override
  public void close() {
    insistence.close();
  }

  private static Optional<L2Block> decode(Bytes message) {
    return MessageCodec.decode(message) instanceof Decoding.Decoded(_, L2Block block)
        ? Optional.of(block)
        : Optional.empty();
  }
}
