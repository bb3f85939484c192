package network.superblock.superblock.postgres;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.runtime.http.Cursor;
import network.superblock.runtime.http.EventHistory;
import network.superblock.runtime.http.PageRequest;
import network.superblock.runtime.http.StreamEvent;
import network.superblock.superblock.SuperblockState;
import network.superblock.superblock.http.SuperblockArchive;
import network.superblock.superblock.http.SuperblockEvent;
import network.superblock.superblock.http.SuperblockReport;
import network.superblock.superblock.http.SuperblockReport.BlockReport;
import network.superblock.superblock.http.SuperblockReport.OnL1;
import network.superblock.superblock.http.SuperblockSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows what is stored. */
@Component
class PostgresSuperblockArchive implements SuperblockArchive {

  private final SuperblockRows rows;

  PostgresSuperblockArchive(SuperblockRows rows) {
    this.rows = rows;
  }

  @Override
  public Mono<SuperblockReport> byNumber(SuperblockNumber number) {
    return rows.byNumber(number.value()).flatMap(this::report);
  }

  @Override
  public Mono<SuperblockReport> byHash(Hash32 hash) {
    return rows.byHash(hash.toArray()).flatMap(this::report);
  }

  @Override
  public Mono<SuperblockReport> latest() {
    return rows.latest().flatMap(this::report);
  }

  @Override
  public Flux<SuperblockSummary> list(PageRequest request) {
    var before = request.after().map(Cursor::asLong).orElse(Long.MAX_VALUE);
    return rows.before(before, request.fetch()).map(PostgresSuperblockArchive::summary);
  }

  @Override
  public EventHistory<SuperblockEvent> events() {
    return (id, limit) ->
        rows.eventsAfter(id, limit).map(row -> new StreamEvent<>(row.id(), row.type(), event(row)));
  }

  @Override
  public Mono<Long> lastEventId() {
    return rows.lastEventId();
  }

  private Mono<SuperblockReport> report(SuperblockRow row) {
    var blocks =
        rows.blocksOf(row.slot())
            .map(block ->
                new BlockReport(
                    new ChainId(block.chainId()),
                    new BlockNumber(block.number()),
                    read(block.hash())))
            .collectList();
    var xts = rows.xtsOf(row.slot()).map(xt -> new XtId(read(xt.xtId()))).collectList();
    return Mono.zip(blocks, xts).map(both -> report(row, both.getT1(), both.getT2()));
  }

  private static SuperblockReport report(
      SuperblockRow row, List<BlockReport> blocks, List<XtId> xts) {
    return new SuperblockReport(
        new SuperblockNumber(row.number()),
        read(row.hash()),
        read(row.parentHash()),
        new Slot(row.slot()),
        read(row.blocksRoot()),
        read(row.xtsHash()),
        SuperblockState.valueOf(row.status()),
        Optional.ofNullable(row.refusal()),
        Optional.ofNullable(row.fault()),
        hash(row.l1Transaction())
            .map(transaction ->
                new OnL1(
                    transaction,
                    Optional.ofNullable(row.l1BlockNumber()),
                    hash(row.l1BlockHash()))),
        row.closedAt(),
        Optional.ofNullable(row.includedAt()),
        Optional.ofNullable(row.finalizedAt()),
        blocks,
        xts);
  }

  private static SuperblockSummary summary(SummaryRow row) {
    return new SuperblockSummary(
        new SuperblockNumber(row.number()),
        read(row.hash()),
        new Slot(row.slot()),
        SuperblockState.valueOf(row.status()),
        hash(row.l1Transaction()),
        row.closedAt(),
        row.blocks(),
        row.xts());
  }

  private static SuperblockEvent event(EventRow row) {
    return new SuperblockEvent(
        row.type(),
        Optional.ofNullable(row.number()).map(SuperblockNumber::new),
        hash(row.hash()),
        Optional.ofNullable(row.slot()).map(Slot::new),
        hash(row.l1Transaction()),
        Optional.ofNullable(row.l1BlockNumber()),
        hash(row.l1BlockHash()),
        Optional.ofNullable(row.rollBack()),
        Optional.ofNullable(row.reason()),
        row.at());
  }

  private static Optional<Hash32> hash(@Nullable ByteBuffer bytes) {
    return Optional.ofNullable(bytes).map(PostgresSuperblockArchive::read);
  }

  private static Hash32 read(ByteBuffer column) {
    var bytes = new byte[column.remaining()];
    column.duplicate().get(bytes);
    return Hash32.of(bytes);
  }
}
