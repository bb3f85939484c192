package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Commitments that wait, in the order they came, bounded in all and for each peer. */
final class PostgresPending {

  private static final int MOST_AT_ONCE = 10_000;

  private final Sql sql;
  private final long chain;
  private final SdkConfig.Caches caches;

  PostgresPending(Sql sql, ChainId chain, SdkConfig.Caches caches) {
    this.sql = sql;
    this.chain = chain.value();
    this.caches = caches;
  }

  void add(PendingCommitment pending) {
    var commitment = pending.commitment();
    var added =
        sql.update(
            """
            INSERT INTO pending
              (chain_id, hash, parent, block_number, missing, peer, since, signer, signed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
            """,
            chain,
            commitment.hash(),
            commitment.preconfirmation().parentPreconfirmationHash(),
            commitment.blockNumber(),
            pending.missing().name(),
            pending.peer(),
            pending.since(),
            commitment.signer(),
            commitment.signed().encode().unsafeArray());
    if (added == 0) return;
    sql.update(
        """
        DELETE FROM pending WHERE chain_id = $1 AND id IN (
          SELECT id FROM pending WHERE chain_id = $1 AND peer = $2 ORDER BY id DESC OFFSET $3)
        """,
        chain,
        pending.peer(),
        caches.pendingPerPeer());
    sql.update(
        """
        DELETE FROM pending WHERE chain_id = $1 AND id IN (
          SELECT id FROM pending WHERE chain_id = $1 ORDER BY id DESC OFFSET $2)
        """,
        chain,
        caches.pending());
  }

  List<PendingCommitment> children(Hash32 parent) {
    return select("parent = $3", MOST_AT_ONCE, parent);
  }

  List<PendingCommitment> at(UInt256 blockNumber) {
    return select("missing = 'PARENT' AND block_number = $3", MOST_AT_ONCE, blockNumber);
  }

  List<PendingCommitment> withoutSchedule(int most) {
    return select("missing = $3", most, PendingCommitment.Missing.SCHEDULE.name());
  }

  void remove(Hash32 hash) {
    sql.update("DELETE FROM pending WHERE chain_id = $1 AND hash = $2", chain, hash);
  }

  void prune(UInt256 upTo, Instant since) {
    sql.update(
        "DELETE FROM pending WHERE chain_id = $1 AND (block_number <= $2 OR since < $3)",
        chain,
        upTo,
        since);
  }

  long count() {
    return sql.one(
            "SELECT count(*) AS n FROM pending WHERE chain_id = $1",
            row -> Sql.count(row, "n"),
            chain)
        .orElseThrow();
  }

  private List<PendingCommitment> select(String condition, int most, Object argument) {
    return sql.query(
        "SELECT * FROM pending WHERE chain_id = $1 AND "
            + condition
            + " ORDER BY block_number, id LIMIT $2",
        PostgresPending::read,
        chain,
        most,
        argument);
  }

  private static PendingCommitment read(Readable row) {
    var signed = SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "signed")));
    return new PendingCommitment(
        new KnownCommitment(Sql.hash(row, "hash"), Address.of(Sql.bytes(row, "signer")), signed),
        PendingCommitment.Missing.valueOf(Sql.required(row.get("missing", String.class))),
        Sql.required(row.get("peer", String.class)),
        Sql.required(row.get("since", OffsetDateTime.class)).toInstant());
  }
}
