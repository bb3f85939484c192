package network.superblock.superblock.postgres;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.superblock.Superblock;
import network.superblock.superblock.SuperblockState;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Writes superblocks with their blocks and xTs. */
final class SuperblockTable {

  private final DatabaseClient database;

  SuperblockTable(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A superblock to insert.
   *
   * @param claimedHash its hash, as its slot's end says
   * @param slotClosed its slot's end
   */
  record NewRow(
      Superblock superblock,
      Hash32 claimedHash,
      long rollBacks,
      Bytes slotClosed,
      SuperblockState state,
      Optional<String> refusal) {}

  Mono<Void> insert(NewRow row, Instant closedAt, Instant now) {
    return superblock(row, closedAt, now)
        .then(blocks(row.superblock()))
        .then(includedXts(row.superblock()));
  }

  /** The highest superblock of the chain, 0 if there is none. */
  Mono<SuperblockNumber> highestValid() {
    return database
        .sql(
            """
            SELECT coalesce(max(number), 0) AS number FROM superblock
            WHERE status NOT IN ('ROLLED_BACK', 'REFUSED')
            """)
        .map(Columns::superblock)
        .one();
  }

  private Mono<Void> superblock(NewRow row, Instant closedAt, Instant now) {
    var superblock = row.superblock();
    var insert =
        database
            .sql(
                """
                INSERT INTO superblock
                  (slot, number, hash, parent_hash, blocks_root, xts_hash, roll_backs, status,
                   refusal, slot_closed, closed_at, queued_at)
                VALUES (:slot, :number, :hash, :parent, :blocksRoot, :xtsHash, :rollBacks, :status,
                  :refusal, :closed, :closedAt, :now)
                """)
            .bind("slot", superblock.slot().value())
            .bind("number", superblock.number().value())
            .bind("hash", row.claimedHash().toArray())
            .bind("parent", superblock.parentHash().toArray())
            .bind("blocksRoot", superblock.blocksRoot().toArray())
            .bind("xtsHash", superblock.xtsHash().toArray())
            .bind("rollBacks", row.rollBacks())
            .bind("status", row.state().name())
            .bind("closed", row.slotClosed().toArray())
            .bind("closedAt", closedAt.atOffset(UTC))
            .bind("now", now.atOffset(UTC));
    var refusal = row.refusal();
    return (refusal.isPresent()
            ? insert.bind("refusal", refusal.get())
            : insert.bindNull("refusal", String.class))
        .then();
  }

  // One statement each, however many rollups there are.
  private Mono<Void> blocks(Superblock superblock) {
    var blocks = superblock.blocks();
    return database
        .sql(
            """
            INSERT INTO superblock_block (slot, chain_id, number, hash)
            SELECT :slot, chain, number, decode(hash, 'hex')
            FROM unnest(:chains::bigint[], :numbers::bigint[], :hashes::text[])
              AS block (chain, number, hash)
            """)
        .bind("slot", superblock.slot().value())
        .bind("chains", blocks.keySet().stream().map(c -> c.value()).toArray(Long[]::new))
        .bind("numbers", blocks.values().stream().map(b -> b.number().value()).toArray(Long[]::new))
        .bind(
            "hashes",
            blocks.values().stream().map(b -> b.hash().bytes().toHex()).toArray(String[]::new))
        .then();
  }

  private Mono<Void> includedXts(Superblock superblock) {
    return database
        .sql(
            """
            INSERT INTO superblock_xt (slot, position, xt_id)
            SELECT :slot, place - 1, decode(xt, 'hex')
            FROM unnest(:xts::text[]) WITH ORDINALITY AS included (xt, place)
            """)
        .bind("slot", superblock.slot().value())
        .bind(
            "xts",
            superblock.includedXts().stream()
                .map(xt -> xt.hash().bytes().toHex())
                .toArray(String[]::new))
        .then();
  }
}
