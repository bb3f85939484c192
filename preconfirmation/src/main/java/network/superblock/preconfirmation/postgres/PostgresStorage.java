package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Equivocation;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.ListKeeping;
import network.superblock.preconfirmation.storage.PendingCommitment;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.storage.Promise;
import network.superblock.preconfirmation.storage.Rewind;
import network.superblock.preconfirmation.storage.StorageSize;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in Postgres, in the tables of {@code migration/preconfirmation}. Chains share
 * the tables and nothing else. What belongs together is one statement, so a crash leaves it done or
 * not; what makes room is a statement of its own, and takes only what may be had again.
 */
public final class PostgresStorage implements PreconfirmationStorage {

  private static final Logger log = LoggerFactory.getLogger(PostgresStorage.class);

  private final Sql sql;
  private final long chain;
  private final SdkConfig.Caches caches;
  private final PostgresCommitments commitments;
  private final PostgresTxLists txLists;
  private final PostgresPending pending;

  /** Opens a chain's part of a schema that is migrated; the connections stay the caller's. */
  public PostgresStorage(ConnectionFactory connections, ChainId chain, SdkConfig.Caches caches) {
    this.sql = new Sql(connections);
    this.chain = chain.value();
    this.caches = caches;
    this.commitments = new PostgresCommitments(sql, chain);
    this.txLists = new PostgresTxLists(sql, chain, caches.txListBytes());
    this.pending = new PostgresPending(sql, chain, caches);
    sql.update("INSERT INTO node_state (chain_id) VALUES ($1) ON CONFLICT DO NOTHING", this.chain);
  }

  @Override
  public Keeping storeCommitment(KnownCommitment commitment, Optional<RawTxList> list) {
    var newList = list.filter(sent -> !txLists.isStored(sent.hash()));
    var size = newList.map(sent -> sent.txList().size()).orElse(0);
    if (newList.isPresent() && !txLists.makeRoom(size)) return new Keeping.NoRoom();
    var keeping = txLists.changing(() -> commitments.keep(commitment, newList));
    return switch (keeping) {
      case Keeping.Kept kept -> {
        txLists.added(size);
        keepWithinCap();
        yield kept;
      }
      case Keeping.KeptBefore before -> newList.map(this::keepAfterwards).orElse(before);
      case Keeping.Contradicts _, Keeping.NoRoom _ -> keeping;
    };
  }

  private Keeping keepAfterwards(RawTxList list) {
    return switch (txLists.store(list)) {
      case KEPT -> new Keeping.KeptBefore(true);
      case KEPT_BEFORE -> new Keeping.KeptBefore(false);
      case NO_ROOM -> new Keeping.NoRoom();
    };
  }

  /** The commitment is kept, whatever happens here. */
  private void keepWithinCap() {
    try {
      if (commitments.count() > caches.commitments() && commitments.forgetLowest())
        txLists.forgetReleased();
    } catch (SdkException.Storage e) {
      log.warn("more commitments than {} are kept for a while", caches.commitments(), e);
    }
  }

  @Override
  public Optional<KnownCommitment> commitment(Hash32 hash) {
    return commitments.get(hash);
  }

  @Override
  public List<KnownCommitment> commitments(UInt256 from, int most) {
    return commitments.from(from, most);
  }

  @Override
  public List<KnownCommitment> allFrom(UInt256 from) {
    return commitments.allFrom(from);
  }

  @Override
  public void rewind(Rewind rewind) {
    commitments.rewind(rewind);
  }

  @Override
  public Optional<KnownCommitment> latestBelow(UInt256 blockNumber) {
    return commitments.latestBelow(blockNumber);
  }

  @Override
  public ListKeeping storeTxList(RawTxList txList) {
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
        UPDATE node_state SET tip_number = $2, tip_hash = nullif($3, ''::bytea),
          head_window_end = CASE WHEN head_number < $2 THEN 0 ELSE head_window_end END,
          head_number = greatest(head_number, $2)
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
  public List<PendingCommitment> pendingReady(int most) {
    return pending.ready(most);
  }

  @Override
  public List<PendingCommitment> pendingSchedule(int skipped, int most) {
    return pending.withoutSchedule(skipped, most);
  }

  @Override
  public void removePending(KnownCommitment commitment) {
    pending.remove(commitment);
  }

  @Override
  public void prunePending(Optional<UInt256> upTo, Instant since) {
    pending.prune(upTo, since);
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
    commitments.forgetBelow(below);
    txLists.forgetReleased();
    commitments.unbind(below, now);
  }

  @Override
  public void pruneSeen(Instant now) {
    sql.update("DELETE FROM seen_message WHERE chain_id = $1 AND until <= $2", chain, now);
  }

  @Override
  public StorageSize size() {
    return new StorageSize(commitments.count(), txLists.count(), txLists.bytes(), pending.count());
  }

  @Override
  public void close() {}
}
