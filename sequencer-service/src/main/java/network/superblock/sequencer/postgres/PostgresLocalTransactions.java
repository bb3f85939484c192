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
  public List<Bytes> waiting() {
    return raws(
        database.sql(
            "SELECT raw FROM local_transaction WHERE block_number IS NULL ORDER BY arrival"));
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
  public List<Bytes> unseal(List<Hash32> blocks) {
    return raws(
        withHashes(
            "WITH back AS (SELECT hash, raw, block_number, block_index "
                + "FROM local_transaction JOIN unnest(:hashes::text[]) AS gone (hex) "
                + "ON block_hash = decode(hex, 'hex')), "
                + "unsealed AS (UPDATE local_transaction "
                + "SET block_number = NULL, block_hash = NULL, block_index = NULL, "
                + "superblock = NULL, final_at = NULL FROM back "
                + "WHERE local_transaction.hash = back.hash) "
                + "SELECT raw FROM back ORDER BY block_number, block_index",
            blocks));
  }

  /** As text: the driver writes no arrays of byte strings. */
  private GenericExecuteSpec withHashes(String sql, List<Hash32> hashes) {
    return database
        .sql(sql)
        .bind("hashes", hashes.stream().map(hash -> hash.bytes().toHex()).toArray(String[]::new));
  }

  private static List<Bytes> raws(GenericExecuteSpec query) {
    return query
        .map(row -> Bytes.of(Columns.bytes(row, "raw")))
        .all()
        .collectList()
        .blockOptional()
        .orElseThrow();
  }
}
