package network.superblock.sequencer.postgres;

import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L2Block;
import network.superblock.sequencer.preconfirmation.MadePromises;
import org.springframework.r2dbc.core.DatabaseClient;

/** The promises as they were signed. */
public final class PostgresPromises implements MadePromises, AutoCloseable {

  /** Blocks, further back than any rollback reaches; below them a promise starts anew. */
  private static final long KEPT = 8192;

  private final DatabaseClient database;
  private final Insistence insistence = new Insistence();

  public PostgresPromises(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Optional<SignedCommitment> of(Hash32 block) {
    return insistence.until(() ->
        database
            .sql("SELECT signed FROM promise WHERE block_hash = :hash")
            .bind("hash", block.toArray())
            .map(row -> SignedCommitment.decode(Bytes.wrap(Columns.bytes(row, "signed"))))
            .one()
            .blockOptional());
  }

  @Override
  public void keep(L2Block block, SignedCommitment promise) {
    insistence.until(() ->
        database
            .sql(
                "WITH gone AS (DELETE FROM promise WHERE number < :oldest) "
                    + "INSERT INTO promise (block_hash, number, signed) "
                    + "VALUES (:hash, :number, :signed) ON CONFLICT DO NOTHING")
            .bind("oldest", block.number().value() - KEPT)
            .bind("hash", block.hash().toArray())
            .bind("number", block.number().value())
            .bind("signed", promise.encode().toArray())
            .fetch()
            .rowsUpdated()
            .block());
  }

  @Override
  public void close() {
    insistence.close();
  }
}
