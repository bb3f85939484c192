package network.superblock.blockstore.postgres;

import static org.springframework.data.relational.core.query.Criteria.where;
import static org.springframework.data.relational.core.query.Query.query;

import java.util.List;
import java.util.Optional;
import network.superblock.blockstore.BlockCatalog;
import network.superblock.blockstore.BlockReport;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L2Block;
import org.springframework.data.domain.Sort;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.relational.core.query.Criteria;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks blocks up in Postgres. */
final class PostgresCatalog implements BlockCatalog {

  private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "slot");

  private final R2dbcEntityTemplate template;

  PostgresCatalog(R2dbcEntityTemplate template) {
    this.template = template;
  }

  @Override
  public Mono<BlockReport> head(ChainId chain) {
    var counts = where("standing").in(List.of("INCLUDED", "FINALIZED"));
    return newest(of(chain).and(counts), 1).next();
  }

  @Override
  public Mono<BlockReport> byNumber(ChainId chain, BlockNumber number) {
    // A handful at most: one for each slot in which the chain tried.
    var candidates = newest(of(chain).and("number").is(number.value()), 100).collectList();
    return candidates.flatMap(all ->
        Mono.justOrEmpty(
            all.stream()
                .filter(block -> block.standing().isIncluded())
                .findFirst()
                .or(() -> all.stream().findFirst())));
  }

  @Override
  public Mono<BlockReport> byHash(ChainId chain, Hash32 hash) {
    return newest(of(chain).and("hash").is(Statements.buffer(hash)), 1).next();
  }

  @Override
  public Flux<BlockReport> list(ChainId chain, Optional<Slot> before, int limit) {
    var ofChain = of(chain);
    return newest(
        before.map(slot -> ofChain.and("slot").lessThan(slot.value())).orElse(ofChain), limit);
  }

  @Override
  public Mono<Bytes> rlp(ChainId chain, Slot slot) {
    return template
        .getDatabaseClient()
        .sql("SELECT message FROM block WHERE chain_id = $1 AND slot = $2")
        .bind(0, chain.value())
        .bind(1, slot.value())
        .map(row -> StoredMessage.read(row, L2Block.class).block())
        .one();
  }

  private Flux<BlockReport> newest(Criteria criteria, int limit) {
    return template
        .select(BlockRow.class)
        .matching(query(criteria).sort(NEWEST_FIRST).limit(limit))
        .all()
        .map(BlockRow::report);
  }

  private static Criteria of(ChainId chain) {
    return where("chain_id").is(chain.value());
  }
}
