package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Equivocation;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.Promise;
import network.superblock.preconfirmation.storage.StorageSize;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/**
 * Keeps everything in Postgres, in the tables of {@code migration/preconfirmation}. Chains share
 * the tables and nothing else; each write is one statement, so a crash leaves it done or not.
 */
public final class PostgresStorage implements PreconfirmationStorage {

  private final Sql sql;
  private final long chain;
  private final SdkConfig.Caches caches;
  private final PostgresTxLists txLists;
  private final PostgresPending pending;
  private final AtomicLong commitments = new AtomicLong();

  /** Opens a chain's part of a schema that is migrated; the connections stay the caller's. */
  public PostgresStorage(ConnectionFactory connections, ChainId chain, SdkConfig.Caches caches) {
    this.sql = new Sql(connections);
    this.chain = chain.value();
    this.caches = caches;
    this.txLists = new PostgresTxLists(sql, chain, caches.txListBytes());
    this.pending = new PostgresPending(sql, chain, caches);
    sql.update("INSERT INTO node_state (chain_id) VALUES ($1) ON CONFLICT DO NOTHING", this.chain);
    countCommitments();
  }

  @Override
  public boolean storeCommitment(KnownCommitment commitment) {
    var preconfirmation = commitment.preconfirmation();
    var added =
        sql.one(
                """
                WITH added AS (
                  INSERT INTO commitment
                    (chain_id, hash, block_number, window_end, signer, txlist_hash, signed)
                  VALUES ($1, $2, $3, $4, $5, nullif($6, ''::bytea), $7)
                  ON CONFLICT DO NOTHING RETURNING txlist_hash, block_number),
                named AS (
                  INSERT INTO txlist (chain_id, hash, refs, named, lowest_block, size)
                  SELECT $1, txlist_hash, 1, true, block_number, 0 FROM added
                  WHERE txlist_hash IS NOT NULL
                  ON CONFLICT (chain_id, hash) DO UPDATE SET refs = txlist.refs + 1, named = true,
                    lowest_block = CASE WHEN txlist.refs = 0 THEN EXCLUDED.lowest_block
                      ELSE least(txlist.lowest_block, EXCLUDED.lowest_block) END)
                SELECT count(*) AS n FROM added
                """,
                row -> Sql.count(row, "n"),
                chain,
                commitment.hash(),
                commitment.blockNumber(),
                preconfirmation.submissionWindowEnd(),
                commitment.signer(),
                preconfirmation.namesTxList()
                    ? preconfirmation.rawTxListHash().toArray()
                    : new byte[0],
                commitment.signed().encode().unsafeArray())
            .orElseThrow();
    if (added == 0) return false;
    if (commitments.incrementAndGet() > caches.commitments()) forgetLowest();
    return true;
  }

  @Override
  public Optional<KnownCommitment> commitment(Hash32 hash) {
    return sql.one(
        "SELECT * FROM commitment WHERE chain_id = $1 AND hash = $2",
        PostgresStorage::read,
        chain,
        hash);
  }

  @Override
  public List<KnownCommitment> commitments(UInt256 from, int most) {
    return sql.query(
        """
        SELECT DISTINCT ON (block_number) * FROM commitment
        WHERE chain_id = $1 AND block_number >= $2
        ORDER BY block_number, window_end DESC, hash LIMIT $3
        """,
        PostgresStorage::read,
        chain,
        from,
        most);
  }

  @Override
  public List<KnownCommitment> removeFrom(UInt256 from) {
    var gone =
        sql.query(
            """
            WITH gone AS (
              DELETE FROM commitment WHERE chain_id = $1 AND block_number >= $2 RETURNING *),
            less AS (
              UPDATE txlist SET refs = refs - named.n FROM (
                SELECT txlist_hash, count(*)::integer AS n FROM gone
                WHERE txlist_hash IS NOT NULL GROUP BY txlist_hash) AS named
              WHERE txlist.chain_id = $1 AND txlist.hash = named.txlist_hash)
            SELECT * FROM gone ORDER BY block_number, hash
            """,
            PostgresStorage::read,
            chain,
            from);
    txLists.keepReleased();
    countCommitments();
    return gone;
  }

  @Override
  public Optional<KnownCommitment> latestBelow(UInt256 blockNumber) {
    return sql.one(
        """
        SELECT * FROM commitment WHERE chain_id = $1 AND block_number < $2
        ORDER BY block_number DESC, window_end DESC, hash LIMIT 1
        """,
        PostgresStorage::read,
        chain,
        blockNumber);
  }

  @Override
  public boolean storeTxList(RawTxList txList) {
    return txLists.store(txList);
  }

  @Override
  public Optional<Bytes> txList(Hash32 hash) {
    return txLists.body(hash);
  }

  @Override
  public List<Hash32> missingTxLists(int most) {
    return txLists.missing(most);
  }

  @Override
  public PreconfHead head() {
    return sql.one(
            "SELECT head_number, head_window_end FROM node_state WHERE chain_id = $1",
            row ->
                new PreconfHead(Sql.number(row, "head_number"), Sql.number(row, "head_window_end")),
            chain)
        .orElse(PreconfHead.NONE);
  }

  @Override
  public void setHead(PreconfHead head) {
    sql.update(
        "UPDATE node_state SET head_number = $2, head_window_end = $3 WHERE chain_id = $1",
        chain,
        head.blockNumber(),
        head.submissionWindowEnd());
  }

  @Override
  public Optional<ConfirmedTip> confirmedTip() {
    return sql.one(
        "SELECT tip_number, tip_hash FROM node_state WHERE chain_id = $1 AND tip_number IS NOT"
            + " NULL",
        row ->
            new ConfirmedTip(
                Sql.number(row, "tip_number"),
                Optional.ofNullable(row.get("tip_hash", byte[].class)).map(Hash32::of)),
        chain);
  }

  @Override
  public void setConfirmedTip(ConfirmedTip tip) {
    sql.update(
        """
        UPDATE node_state SET tip_number = $2, tip_hash = nullif($3, ''::bytea)
        WHERE chain_id = $1
        """,
        chain,
        tip.blockNumber(),
        tip.preconfirmation().map(Hash32::toArray).orElse(new byte[0]));
  }

  @Override
  public boolean hasSeen(MessageId id, Instant now) {
    return sql.one(
            "SELECT until FROM seen_message WHERE chain_id = $1 AND id = $2 AND until > $3",
            _ -> true,
            chain,
            id.hash(),
            now)
        .isPresent();
  }

  @Override
  public void markSeen(MessageId id, Instant until) {
    sql.update(
        """
        INSERT INTO seen_message (chain_id, id, until) VALUES ($1, $2, $3)
        ON CONFLICT (chain_id, id) DO UPDATE SET until = EXCLUDED.until
        """,
        chain,
        id.hash(),
        until);
  }

  @Override
  public void addPending(PendingCommitment waiting) {
    pending.add(waiting);
  }

  @Override
  public List<PendingCommitment> pendingChildren(Hash32 parent) {
    return pending.children(parent);
  }

  @Override
  public List<PendingCommitment> pendingAt(UInt256 blockNumber) {
    return pending.at(blockNumber);
  }

  @Override
  public List<PendingCommitment> pendingSchedule(int most) {
    return pending.withoutSchedule(most);
  }

  @Override
  public void removePending(Hash32 hash) {
    pending.remove(hash);
  }

  @Override
  public void prunePending(UInt256 upTo, Instant since) {
    pending.prune(upTo, since);
  }

  @Override
  public Optional<Hash32> bind(Promise promise, Hash32 hash) {
    sql.update(
        """
        INSERT INTO promise (chain_id, signer, window_end, block_number, hash)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """,
        chain,
        promise.signer(),
        promise.windowEnd(),
        promise.blockNumber(),
        hash);
    return sql.one(
            """
            SELECT hash FROM promise
            WHERE chain_id = $1 AND signer = $2 AND window_end = $3 AND block_number = $4
            """,
            row -> Sql.hash(row, "hash"),
            chain,
            promise.signer(),
            promise.windowEnd(),
            promise.blockNumber())
        .filter(bound -> !bound.equals(hash));
  }

  @Override
  public void addEvidence(Equivocation equivocation) {
    sql.update(
        """
        INSERT INTO evidence (chain_id, signer, window_end, block_number, first, second)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
        """,
        chain,
        equivocation.promise().signer(),
        equivocation.promise().windowEnd(),
        equivocation.promise().blockNumber(),
        equivocation.first().encode().unsafeArray(),
        equivocation.second().encode().unsafeArray());
  }

  @Override
  public List<Equivocation> evidence(int most) {
    return sql.query(
        "SELECT * FROM evidence WHERE chain_id = $1 ORDER BY id DESC LIMIT $2",
        row ->
            new Equivocation(
                new Promise(
                    Address.of(Sql.bytes(row, "signer")),
                    Sql.number(row, "window_end"),
                    Sql.number(row, "block_number")),
                SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "first"))),
                SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "second")))),
        chain,
        most);
  }

  @Override
  public void prune(UInt256 below, Instant now) {
    forgetBelow(below);
    sql.update("DELETE FROM promise WHERE chain_id = $1 AND block_number < $2", chain, below);
    sql.update("DELETE FROM seen_message WHERE chain_id = $1 AND until <= $2", chain, now);
  }

  @Override
  public StorageSize size() {
    return new StorageSize(commitments.get(), txLists.count(), txLists.bytes(), pending.count());
  }

  @Override
  public void close() {}

  private void forgetLowest() {
    sql.one(
            "SELECT min(block_number) AS lowest FROM commitment WHERE chain_id = $1",
            row -> Sql.number(row, "lowest"),
            chain)
        .ifPresent(lowest -> forgetBelow(lowest.next()));
  }

  private void forgetBelow(UInt256 below) {
    sql.update(
        """
        WITH gone AS (
          DELETE FROM commitment WHERE chain_id = $1 AND block_number < $2 RETURNING txlist_hash)
        UPDATE txlist SET refs = refs - named.n FROM (
          SELECT txlist_hash, count(*)::integer AS n FROM gone
          WHERE txlist_hash IS NOT NULL GROUP BY txlist_hash) AS named
        WHERE txlist.chain_id = $1 AND txlist.hash = named.txlist_hash
        """,
        chain,
        below);
    txLists.forgetReleased();
    countCommitments();
  }

  private void countCommitments() {
    commitments.set(
        sql.one(
                "SELECT count(*) AS n FROM commitment WHERE chain_id = $1",
                row -> Sql.count(row, "n"),
                chain)
            .orElseThrow());
  }

  private static KnownCommitment read(Readable row) {
    var signed = SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "signed")));
    return new KnownCommitment(Sql.hash(row, "hash"), Address.of(Sql.bytes(row, "signer")), signed);
  }
}
