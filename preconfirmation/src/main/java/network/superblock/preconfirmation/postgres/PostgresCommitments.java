package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.Rewind;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Valid commitments, and whom they bind. Only one process writes a chain's. */
final class PostgresCommitments {

  private static final byte[] NONE = new byte[0];

  private static final String KEEP =
      """
      WITH bound AS (
        INSERT INTO promise (chain_id, signer, window_end, block_number, hash, signed)
        VALUES ($1, $5, $4, $3, $2, $7)
        ON CONFLICT (chain_id, signer, window_end, block_number)
        DO UPDATE SET hash = promise.hash RETURNING hash, signed),
      added AS (
        INSERT INTO commitment
          (chain_id, hash, block_number, window_end, signer, txlist_hash, signed)
        SELECT $1, $2, $3, $4, $5, nullif($6, ''::bytea), $7 FROM bound WHERE bound.hash = $2
        ON CONFLICT DO NOTHING RETURNING txlist_hash, block_number),
      named AS (
        INSERT INTO txlist (chain_id, hash, refs, named, lowest_block, size, body)
        SELECT $1, txlist_hash, 1, true, block_number, $9, nullif($8, ''::bytea) FROM added
        WHERE txlist_hash IS NOT NULL
        ON CONFLICT (chain_id, hash) DO UPDATE SET refs = txlist.refs + 1, named = true,
          lowest_block = CASE WHEN txlist.refs = 0 THEN EXCLUDED.lowest_block
            ELSE least(txlist.lowest_block, EXCLUDED.lowest_block) END,
          size = CASE WHEN txlist.body IS NULL THEN EXCLUDED.size ELSE txlist.size END,
          body = coalesce(txlist.body, EXCLUDED.body)),
      raised AS (
        UPDATE node_state SET head_number = $3, head_window_end = $4 FROM added
        WHERE chain_id = $1 AND (head_window_end, head_number) < ($4, $3)
          AND (tip_number IS NULL OR tip_number < $3)
        RETURNING head_number, head_window_end),
      freed AS (
        DELETE FROM pending USING bound WHERE pending.chain_id = $1
          AND pending.hash = $2 AND pending.signer = $5 AND bound.hash = $2)
      SELECT bound.hash = $2 AS is_bound, bound.signed, (SELECT count(*) FROM added) AS n,
        coalesce((SELECT head_number FROM raised), node_state.head_number) AS head_number,
        coalesce((SELECT head_window_end FROM raised), node_state.head_window_end)
          AS head_window_end
      FROM bound, node_state WHERE node_state.chain_id = $1
      """;

  private static final String REWIND =
      """
      WITH gone AS (
        DELETE FROM commitment WHERE chain_id = $1
          AND hash IN (SELECT decode(hex, 'hex') FROM unnest($2) AS hex) RETURNING *),
      less AS (
        UPDATE txlist SET refs = refs - of_list.n,
          named = CASE WHEN refs = of_list.n THEN false ELSE named END
        FROM (
          SELECT txlist_hash, count(*)::integer AS n FROM gone
          WHERE txlist_hash IS NOT NULL GROUP BY txlist_hash) AS of_list
        WHERE txlist.chain_id = $1 AND txlist.hash = of_list.txlist_hash),
      waiting AS (
        INSERT INTO pending
          (chain_id, hash, parent, block_number, missing, peer, since, signer, signed)
        SELECT $1, gone.hash, substring(gone.signed FROM 182 FOR 32), gone.block_number,
          waits.missing, '', $5, gone.signer, gone.signed
        FROM gone JOIN unnest($3, $4) AS waits(hex, missing)
          ON gone.hash = decode(waits.hex, 'hex')
        ON CONFLICT DO NOTHING)
      UPDATE node_state SET head_number = $6, head_window_end = $7 WHERE chain_id = $1
      """;

  private static final String PAGE =
      """
      SELECT DISTINCT ON (c.block_number) c.*,
        count(*) OVER (PARTITION BY c.block_number) AS n,
        c.block_number > s.head_number AS is_beyond,
        EXISTS (SELECT FROM commitment h
          WHERE h.chain_id = $1 AND h.block_number = s.head_number) AS has_head
      FROM commitment c, node_state s
      WHERE c.chain_id = $1 AND s.chain_id = $1 AND c.block_number >= $2
      ORDER BY c.block_number, c.window_end DESC, c.hash LIMIT $3
      """;

  /** From the head down, parent by parent; of two of one number the one nearer to the head. */
  private static final String CHAIN =
      """
      WITH RECURSIVE link AS (
        (SELECT c.*, 0 AS depth FROM commitment c, node_state s
          WHERE c.chain_id = $1 AND s.chain_id = $1 AND c.block_number = s.head_number
          ORDER BY c.window_end DESC, c.hash LIMIT 1)
        UNION ALL
        SELECT parent.*, link.depth + 1 FROM link JOIN commitment parent
          ON parent.chain_id = $1 AND parent.hash = substring(link.signed FROM 182 FOR 32)
          WHERE parent.block_number >= $2)
      SELECT DISTINCT ON (block_number) * FROM link WHERE block_number >= $2
      ORDER BY block_number, depth LIMIT $3
      """;

  private final Sql sql;
  private final long chain;
  private long counted;
  private boolean isCounted;

  PostgresCommitments(Sql sql, ChainId chain) {
    this.sql = sql;
    this.chain = chain.value();
  }

  /** Keeps a commitment and the body of its list, if it is given one. */
  Keeping keep(KnownCommitment commitment, Optional<RawTxList> list) {
    var preconfirmation = commitment.preconfirmation();
    var named = preconfirmation.namesTxList() ? preconfirmation.rawTxListHash().toArray() : NONE;
    var known = count();
    // Until it is heard of, it may be done or not.
    recount();
    var keeping =
        sql.one(
                KEEP,
                row -> keeping(row, list.isPresent()),
                chain,
                commitment.hash(),
                commitment.blockNumber(),
                preconfirmation.submissionWindowEnd(),
                commitment.signer(),
                named,
                commitment.signed().encode().unsafeArray(),
                list.map(sent -> sent.txList().unsafeArray()).orElse(NONE),
                list.map(sent -> sent.txList().size()).orElse(0))
            .orElseThrow();
    counted(known + (keeping instanceof Keeping.Kept ? 1 : 0));
    return keeping;
  }

  private static Keeping keeping(Readable row, boolean withNewList) {
    if (!Sql.required(row.get("is_bound", Boolean.class)))
      return new Keeping.Contradicts(SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "signed"))));
    if (Sql.count(row, "n") == 0) return new Keeping.KeptBefore(false);
    var head = new PreconfHead(Sql.number(row, "head_number"), Sql.number(row, "head_window_end"));
    return new Keeping.Kept(head, withNewList);
  }

  Optional<KnownCommitment> get(Hash32 hash) {
    return sql.one(
        "SELECT * FROM commitment WHERE chain_id = $1 AND hash = $2",
        PostgresCommitments::read,
        chain,
        hash);
  }

  /** The part of the chain to the head that begins with a block. */
  List<KnownCommitment> from(UInt256 from, int most) {
    var page = sql.query(PAGE, OneOf::read, chain, from, most);
    var isForked = page.stream().anyMatch(one -> one.ofOneNumber() > 1 && one.hasHead());
    if (isForked) return sql.query(CHAIN, PostgresCommitments::read, chain, from, most);
    // Each block of the chain has one promise: where there is no other, it is the chain's.
    return page.stream().filter(one -> !one.isBeyondHead()).map(OneOf::commitment).toList();
  }

  /** The latest slot's commitment of a number, and how many commitments that number has. */
  private record OneOf(
      KnownCommitment commitment, long ofOneNumber, boolean hasHead, boolean isBeyondHead) {

    static OneOf read(Readable row) {
      var hasHead = Sql.required(row.get("has_head", Boolean.class));
      var isBeyond = Sql.required(row.get("is_beyond", Boolean.class));
      return new OneOf(
          PostgresCommitments.read(row), Sql.count(row, "n"), hasHead, hasHead && isBeyond);
    }
  }

  List<KnownCommitment> allFrom(UInt256 from) {
    return sql.query(
        """
        SELECT * FROM commitment WHERE chain_id = $1 AND block_number >= $2
        ORDER BY block_number, window_end, hash DESC
        """,
        PostgresCommitments::read,
        chain,
        from);
  }

  Optional<KnownCommitment> latestBelow(UInt256 blockNumber) {
    return sql.one(
        """
        SELECT * FROM commitment WHERE chain_id = $1 AND block_number < $2
        ORDER BY block_number DESC, window_end DESC, hash LIMIT 1
        """,
        PostgresCommitments::read,
        chain,
        blockNumber);
  }

  void rewind(Rewind rewind) {
    var waiting = List.copyOf(rewind.waiting().entrySet());
    var leaving =
        Stream.concat(rewind.gone().stream(), waiting.stream().map(Map.Entry::getKey)).toList();
    change(
        REWIND,
        chain,
        hex(leaving),
        hex(waiting.stream().map(Map.Entry::getKey).toList()),
        waiting.stream().map(entry -> entry.getValue().name()).toArray(String[]::new),
        rewind.since(),
        rewind.head().blockNumber(),
        rewind.head().submissionWindowEnd());
  }

  void forgetBelow(UInt256 below) {
    change(
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
  }

  /** Forgets the lowest block; false when there is none. */
  boolean forgetLowest() {
    var lowest =
        sql.query(
            """
            SELECT block_number AS lowest FROM commitment WHERE chain_id = $1
            ORDER BY block_number LIMIT 1
            """,
            row -> Sql.number(row, "lowest"),
            chain);
    lowest.forEach(number -> forgetBelow(number.next()));
    return !lowest.isEmpty();
  }

  /** Forgets promises below a block whose slot is over: nobody can make them again. */
  void unbind(UInt256 below, Instant now) {
    sql.update(
        "DELETE FROM promise WHERE chain_id = $1 AND block_number < $2 AND window_end <= $3",
        chain,
        below,
        UInt256.of(Math.max(now.getEpochSecond(), 0)));
  }

  synchronized long count() {
    if (!isCounted) {
      counted =
          sql.one(
                  "SELECT count(*) AS n FROM commitment WHERE chain_id = $1",
                  row -> Sql.count(row, "n"),
                  chain)
              .orElseThrow();
      isCounted = true;
    }
    return counted;
  }

  private void change(String statement, Object... arguments) {
    try {
      sql.update(statement, arguments);
    } finally {
      recount();
    }
  }

  private synchronized void counted(long known) {
    counted = known;
    isCounted = true;
  }

  private synchronized void recount() {
    isCounted = false;
  }

  private static String[] hex(List<Hash32> hashes) {
    return hashes.stream().map(hash -> Bytes.wrap(hash.toArray()).toHex()).toArray(String[]::new);
  }

  private static KnownCommitment read(Readable row) {
    var signed = SignedCommitment.decode(Bytes.wrap(Sql.bytes(row, "signed")));
    return new KnownCommitment(Sql.hash(row, "hash"), Address.of(Sql.bytes(row, "signer")), signed);
  }
}
