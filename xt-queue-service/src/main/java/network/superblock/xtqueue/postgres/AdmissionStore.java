package network.superblock.xtqueue.postgres;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.XtId;
import network.superblock.wire.MessageCodec;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.admission.AdmissionRound;
import network.superblock.xtqueue.admission.AdmissionRound.Before;
import network.superblock.xtqueue.admission.AdmissionRound.Entered;
import network.superblock.xtqueue.admission.AdmissionRules;
import network.superblock.xtqueue.admission.Examination.Passed;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** Lets requests into the queue, a batch with one transaction: one disk write serves them all. */
public final class AdmissionStore {

  // Each column of the batch is one array.
  private static final String ENTER =
      """
      WITH input AS (
        SELECT decode(i.id, 'hex') AS id, decode(i.request, 'hex') AS request,
               i.chains::bigint[] AS chains, i.signers::bytea[] AS signers, i.rank,
               i.queued_at::timestamptz AS queued_at, i.expires_at::timestamptz AS expires_at
          FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                      $7::text[]) AS i(id, request, chains, signers, rank, queued_at, expires_at)
      ), entered AS (
        INSERT INTO xt
            (id, request, chains, signers, rank, queued_at, expires_at, status, attempts)
          SELECT id, request, chains, signers, rank, queued_at, expires_at, 'QUEUED', 0 FROM input
          RETURNING seq, chains, signers, rank, queued_at
      ), told AS (
        INSERT INTO event (xt, at, name, status, attempts)
          SELECT seq, queued_at, 'QUEUED', 'QUEUED', 0 FROM entered ORDER BY seq
      ), chain AS (
        INSERT INTO xt_chain (chain, xt) SELECT unnest(chains), seq FROM entered
      ), signer AS (
        INSERT INTO xt_signer (signer, xt) SELECT unnest(signers), seq FROM entered
      ), candidate AS (
        INSERT INTO candidate (chain, rank, xt) SELECT unnest(chains), rank, seq FROM entered
      ), refused_before AS (
        DELETE FROM refusal WHERE id IN (SELECT id FROM input)
      ), waiting_signer AS (
        INSERT INTO waiting_signer (signer, xt) SELECT unnest(signers), seq FROM entered
      )
      UPDATE queue SET waiting = waiting + (SELECT count(*) FROM entered)
      """;

  private static final String OF_SIGNERS =
      " WHERE signer = ANY (ARRAY(SELECT decode(i, 'hex') FROM unnest($1::text[]) i))"
          + " GROUP BY signer";

  private final QueueTransactions transactions;
  private final AdmissionRules rules;

  public AdmissionStore(QueueTransactions transactions, AdmissionRules rules) {
    this.transactions = transactions;
    this.rules = rules;
  }

  /** The answers, in the requests' order; those that entered are durable. */
  public Mono<List<Admission>> admit(List<Passed> requests, Instant now) {
    return transactions.alone(gate ->
        before(gate, requests, now)
            .flatMap(before -> {
              var round = new AdmissionRound(rules.queue(), before);
              var answers = new ArrayList<Admission>(requests.size());
              for (var request : requests) answers.add(round.admit(request));
              return enter(round.entered()).thenReturn(List.copyOf(answers));
            }));
  }

  /** Keeps the admission closed, or opens it, on all replicas. */
  public Mono<Void> pause(boolean paused, Instant now) {
    return transactions
        .alone(_ ->
            database()
                .sql(
                    "UPDATE queue SET paused_since = CASE WHEN $1::boolean THEN"
                        + " coalesce(paused_since, $2::timestamptz) END")
                .bind(0, paused)
                .bind(1, now.toString())
                .fetch()
                .rowsUpdated())
        .then();
  }

  private Mono<Before> before(QueueTransactions.Gate gate, List<Passed> requests, Instant now) {
    var signers =
        requests.stream()
            .flatMap(request -> request.signers().stream())
            .collect(toCollection(TreeSet::new));
    var ids = requests.stream().map(Passed::id).collect(toCollection(TreeSet::new));
    return Mono.zip(
            known(ids), waitingOf(signers), abortsOf(signers, now.minus(rules.abortMemory())))
        .map(all ->
            new Before(gate.paused(), gate.waiting(), all.getT1(), all.getT2(), all.getT3()));
  }

  private Mono<Map<XtId, String>> known(Collection<XtId> ids) {
    return database()
        .sql(
            "SELECT id, status FROM xt"
                + " WHERE id = ANY (ARRAY(SELECT decode(i, 'hex') FROM unnest($1::text[]) i))")
        .bind(0, Columns.hex(ids))
        .map(row ->
            Map.entry(Columns.xtId(row, "id"), Columns.required(row, "status", String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Map<Address, Integer>> waitingOf(Collection<Address> signers) {
    return counts(
        database()
            .sql("SELECT signer, count(*) AS xts FROM waiting_signer" + OF_SIGNERS)
            .bind(0, Columns.hexOfAddresses(signers)));
  }

  private Mono<Map<Address, Integer>> abortsOf(Collection<Address> signers, Instant since) {
    return counts(
        database()
            .sql(
                "SELECT signer, count(*) AS xts"
                    + " FROM (SELECT * FROM signer_abort WHERE at > $2::timestamptz) AS recent"
                    + OF_SIGNERS)
            .bind(0, Columns.hexOfAddresses(signers))
            .bind(1, since.toString()));
  }

  private static Mono<Map<Address, Integer>> counts(GenericExecuteSpec query) {
    return query
        .map(row ->
            Map.entry(
                new Address(Columns.bytes(row, "signer")),
                Columns.required(row, "xts", Long.class).intValue()))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Long> enter(List<Entered> entered) {
    if (entered.isEmpty()) return Mono.just(0L);
    return database()
        .sql(ENTER)
        .bind(0, Columns.hex(entered.stream().map(each -> each.request().id()).toList()))
        .bind(1, column(entered, each -> encoded(each).toHex()))
        .bind(2, column(entered, each -> Columns.arrayOfNumbers(each.terms().chains())))
        .bind(3, column(entered, each -> Columns.arrayOfBytes(each.terms().signers())))
        .bind(4, entered.stream().map(each -> each.terms().rank()).toArray(Long[]::new))
        .bind(5, column(entered, each -> each.terms().queuedAt().toString()))
        .bind(6, column(entered, each -> each.terms().expiresAt().toString()))
        .fetch()
        .rowsUpdated();
  }

  private DatabaseClient database() {
    return transactions.database();
  }

  private static Bytes encoded(Entered entered) {
    return MessageCodec.encodeXtRequest(entered.request().xt());
  }

  private static String[] column(List<Entered> entered, Function<Entered, String> value) {
    return entered.stream().map(value).toArray(String[]::new);
  }
}
