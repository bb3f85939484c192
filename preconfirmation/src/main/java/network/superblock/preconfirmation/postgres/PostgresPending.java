package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    sql.update(
        """
        INSERT INTO pending
          (chain_id, hash, parent, block_number, missing, peer, since, signer, signed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (chain_id, hash, signer) DO UPDATE SET missing = EXCLUDED.missing
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
    return select("parent = $2 ORDER BY block_number, id LIMIT $3", parent, caches.pending());
  }

  List<PendingCommitment> ready(int most) {
    return select(
        """
        missing = 'PARENT' AND (
          EXISTS (SELECT 1 FROM commitment AS known
            WHERE known.chain_id = $1 AND known.hash = pending.parent)
          OR block_number = (SELECT tip_number + 1 FROM node_state WHERE chain_id = $1))
        ORDER BY block_number, id LIMIT $2
        """,
        most);
  }

  List<PendingCommitment> withoutSchedule(int skipped, int most) {
    return select(
        "missing = 'SCHEDULE' ORDER BY block_number, id LIMIT $2 OFFSET $3", most, skipped);
  }

  void remove(KnownCommitment commitment) {
    sql.update(
        "DELETE FROM pending WHERE chain_id = $1 AND hash = $2 AND signer = $3",
        chain,
        commitment.hash(),
        commitment.signer());
  }

  void prune(Optional<UInt256> upTo, Instant since) {
    sql.update("DELETE FROM pending WHERE chain_id = $1 AND since < $2", chain, since);
    upTo.ifPresent(tip ->
        sql.update("DELETE FROM pending WHERE chain_id = $1 AND block_number <= $2", chain, tip));
  }

  long count() {
    return sql.one(
            "SELECT count(*) AS n FROM pending WHERE chain_id = $1",
            row -> Sql.count(row, "n"),
            chain)
        .orElseThrow();
  }

  private List<PendingCommitment> select(String rest, Object... arguments) {
    var all = new ArrayList<Object>();
    all.add(chain);
    all.addAll(List.of(arguments));
    return sql.query(
        "SELECT * FROM pending WHERE chain_id = $1 AND " + rest,
        PostgresPending::read,
        all.toArray());
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
