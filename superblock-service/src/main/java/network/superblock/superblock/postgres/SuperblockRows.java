package network.superblock.superblock.postgres;

import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads superblocks for whoever asks. Nothing is written through it. */
interface SuperblockRows extends Repository<SuperblockRow, Long> {

  @Query(
      """
      SELECT * FROM superblock WHERE number = :number
      ORDER BY (status IN ('ROLLED_BACK', 'REFUSED')), slot DESC LIMIT 1
      """)
  Mono<SuperblockRow> byNumber(long number);

  @Query(
      """
      SELECT * FROM superblock WHERE hash = :hash
      ORDER BY (status = 'REFUSED'), slot DESC LIMIT 1
      """)
  Mono<SuperblockRow> byHash(byte[] hash);

  @Query(
      """
      SELECT * FROM superblock WHERE status NOT IN ('ROLLED_BACK', 'REFUSED')
      ORDER BY number DESC LIMIT 1
      """)
  Mono<SuperblockRow> latest();

  @Query("SELECT chain_id, number, hash FROM superblock_block WHERE slot = :slot ORDER BY chain_id")
  Flux<BlockRow> blocksOf(long slot);

  @Query("SELECT xt_id FROM superblock_xt WHERE slot = :slot ORDER BY position")
  Flux<XtRow> xtsOf(long slot);

  @Query(
      """
      SELECT slot, number, hash, status, l1_transaction, closed_at,
        (SELECT count(*) FROM superblock_block b WHERE b.slot = s.slot) AS blocks,
        (SELECT count(*) FROM superblock_xt x WHERE x.slot = s.slot) AS xts
      FROM superblock s WHERE slot < :before ORDER BY slot DESC LIMIT :limit
      """)
  Flux<SummaryRow> before(long before, int limit);

  @Query("SELECT * FROM superblock_event WHERE id > :id ORDER BY id LIMIT :limit")
  Flux<EventRow> eventsAfter(long id, int limit);

  @Query("SELECT coalesce(max(id), 0) FROM superblock_event")
  Mono<Long> lastEventId();
}
