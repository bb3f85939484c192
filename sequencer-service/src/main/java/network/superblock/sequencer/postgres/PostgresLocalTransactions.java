package network.superblock.sequencer.postgres;

import java.util.List;
import java.util.stream.IntStream;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.sequencer.LocalTransactions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** The durable pool as rows. Fails when Postgres is away: whoever asked must hear it. */
public final class PostgresLocalTransactions implements LocalTransactions {

  /** The lowest place of all that waits: what comes back gets places below it, and below zero. */
  private static final String FRONT =
      "front AS (SELECT least(min(arrival), 0) AS arrival FROM local_transaction "
          + "WHERE block_number IS NULL) ";

  private final DatabaseClient database;

  public PostgresLocalTransactions(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public void keep(Hash32 hash, Bytes transaction) {
    database
        .sql(
            "INSERT INTO local_transaction (hash, raw) VALUES (:hash, :raw) "
                + "ON CONFLICT DO NOTHING")
        .bind("hash", hash.toArray())
        .bind("raw", transaction.toArray())
        .then()
        .block();
  }

  @Override
  public void forget(List<Hash32> hashes) {
    if (hashes.isEmpty()) return;
    withHashes(
            "DELETE FROM local_transaction USING unnest(:hashes::text[]) AS gone (hex) "
                + "WHERE hash = decode(hex, 'hex')",
            hashes)
        .then()
        .block();
  }

  @Override
  public List<Waiting> waiting(int limit) {
    return database
        .sql(
            "SELECT hash, raw, arrival FROM local_transaction "
                + "WHERE block_number IS NULL ORDER BY arrival LIMIT :limit")
        .bind("limit", limit)
        .map(row ->
            new Waiting(
                Hash32.of(Columns.bytes(row, "hash")),
                Bytes.of(Columns.bytes(row, "raw")),
                Columns.number(row, "arrival")))
        .all()
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Override
  public void putFirst(List<Hash32> hashes) {
    if (hashes.isEmpty()) return;
    withHashes(
            "WITH back AS (SELECT decode(hex, 'hex') AS hash, place, count(*) OVER () AS total "
                + "FROM unnest(:hashes::text[]) WITH ORDINALITY AS given (hex, place)), "
                + FRONT
                + "UPDATE local_transaction SET arrival = front.arrival - total + place - 1 "
                + "FROM back, front "
                + "WHERE local_transaction.hash = back.hash AND block_number IS NULL",
            hashes)
        .then()
        .block();
  }

  @Override
  public void sealed(BlockRef block, List<Hash32> hashes) {
    if (hashes.isEmpty()) return;
    withHashes(
            "UPDATE local_transaction SET block_number = :number, block_hash = :block, "
                + "block_index = place "
                + "FROM unnest(:hashes::text[], :places::integer[]) AS sealed (hex, place) "
                + "WHERE hash = decode(hex, 'hex')",
            hashes)
        .bind("places", IntStream.range(0, hashes.size()).boxed().toArray(Integer[]::new))
        .bind("number", block.number().value())
        .bind("block", block.hash().toArray())
        .then()
        .block();
  }

  @Override
  public List<BlockRef> sealedIn() {
    return database
        .sql(
            "SELECT DISTINCT block_number, block_hash FROM local_transaction "
                + "WHERE block_number IS NOT NULL AND final_at IS NULL ORDER BY block_number")
        .map(row ->
            new BlockRef(
                new BlockNumber(Columns.number(row, "block_number")),
                Hash32.of(Columns.bytes(row, "block_hash"))))
        .all()
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Override
  public void unseal(List<Hash32> blocks) {
    if (blocks.isEmpty()) return;
    withHashes(
            "WITH back AS (SELECT hash, count(*) OVER () AS total, "
                + "row_number() OVER (ORDER BY block_number, block_index) AS place "
                + "FROM local_transaction JOIN unnest(:hashes::text[]) AS gone (hex) "
                + "ON block_hash = decode(hex, 'hex')), "
                + FRONT
                + "UPDATE local_transaction "
                + "SET block_number = NULL, block_hash = NULL, block_index = NULL, "
                + "superblock = NULL, final_at = NULL, "
                + "arrival = front.arrival - total + place - 1 FROM back, front "
                + "WHERE local_transaction.hash = back.hash",
            blocks)
        .then()
        .block();
  }

  /** As text: the driver writes no arrays of byte strings. */
  private GenericExecuteSpec withHashes(String sql, List<Hash32> hashes) {
    return database
        .sql(sql)
        .bind("hashes", hashes.stream().map(hash -> hash.bytes().toHex()).toArray(String[]::new));
  }
}
