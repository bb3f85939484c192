package network.superblock.preconfirmation.postgres;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.storage.ListKeeping;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Transaction lists, within a budget of bytes. Only one process writes a chain's. */
final class PostgresTxLists {

  private static final int EVICTED_AT_ONCE = 32;

  private final Sql sql;
  private final long chain;
  private final long capacity;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean isMeasured;

  PostgresTxLists(Sql sql, ChainId chain, long capacity) {
    this.sql = sql;
    this.chain = chain.value();
    this.capacity = capacity;
    measure();
  }

  ListKeeping store(RawTxList list) {
    if (isStored(list.hash())) return ListKeeping.KEPT_BEFORE;
    var size = list.txList().size();
    if (!makeRoom(size)) return ListKeeping.NO_ROOM;
    changing(() -> insert(list));
    added(size);
    return ListKeeping.KEPT;
  }

  private long insert(RawTxList list) {
    return sql.update(
        """
        INSERT INTO txlist (chain_id, hash, refs, named, lowest_block, size, body)
        VALUES ($1, $2, 0, false, 0, $3, $4)
        ON CONFLICT (chain_id, hash)
        DO UPDATE SET size = EXCLUDED.size, body = EXCLUDED.body, stored_at = now()
        """,
        chain,
        list.hash(),
        list.txList().size(),
        list.txList().unsafeArray());
  }

  /** Does what may add a list; if it fails, nobody knows whether it did. */
  <T> T changing(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException.Storage e) {
      isMeasured = false;
      throw e;
    }
  }

  void added(int size) {
    bytes.addAndGet(size);
  }

  Optional<Bytes> body(Hash32 hash) {
    return sql.one(
        "SELECT body FROM txlist WHERE chain_id = $1 AND hash = $2 AND body IS NOT NULL",
        row -> Bytes.wrap(Sql.bytes(row, "body")),
        chain,
        hash);
  }

  List<Hash32> missing(int most) {
    return sql.query(
        """
        SELECT hash FROM txlist WHERE chain_id = $1 AND body IS NULL AND refs > 0
        ORDER BY lowest_block, hash LIMIT $2
        """,
        row -> Sql.hash(row, "hash"),
        chain,
        most);
  }

  /** Forgets lists that were named and are named no more. */
  void forgetReleased() {
    isMeasured = false;
    sql.update(
        "DELETE FROM txlist WHERE chain_id = $1 AND refs <= 0 AND (named OR body IS NULL)", chain);
    measure();
  }

  long count() {
    return sql.one(
            "SELECT count(*) AS n FROM txlist WHERE chain_id = $1 AND body IS NOT NULL",
            row -> Sql.count(row, "n"),
            chain)
        .orElseThrow();
  }

  long bytes() {
    if (!isMeasured) measure();
    return bytes.get();
  }

  boolean isStored(Hash32 hash) {
    return sql.one(
            "SELECT size FROM txlist WHERE chain_id = $1 AND hash = $2 AND body IS NOT NULL",
            row -> Sql.required(row.get("size", Integer.class)),
            chain,
            hash)
        .isPresent();
  }

  /** Nothing goes where even that would not be enough. */
  boolean makeRoom(int size) {
    if (bytes() + size <= capacity) return true;
    if (bytes() - unnamed() + size > capacity) return false;
    while (bytes() + size > capacity) {
      var evicted =
          sql.query(
              """
              DELETE FROM txlist WHERE chain_id = $1 AND hash IN (
                SELECT hash FROM txlist WHERE chain_id = $1 AND refs = 0 AND body IS NOT NULL
                ORDER BY stored_at LIMIT $2)
              RETURNING size
              """,
              row -> Sql.required(row.get("size", Integer.class)),
              chain,
              EVICTED_AT_ONCE);
      if (evicted.isEmpty()) return false;
      bytes.addAndGet(-evicted.stream().mapToLong(Integer::longValue).sum());
    }
    return true;
  }

  private void measure() {
    bytes.set(sum("body IS NOT NULL"));
    isMeasured = true;
  }

  private long unnamed() {
    return sum("body IS NOT NULL AND refs = 0");
  }

  private long sum(String condition) {
    return sql.one(
            "SELECT coalesce(sum(size), 0)::bigint AS n FROM txlist WHERE chain_id = $1 AND "
                + condition,
            row -> Sql.count(row, "n"),
            chain)
        .orElseThrow();
  }
}
