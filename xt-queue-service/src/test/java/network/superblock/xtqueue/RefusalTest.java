package network.superblock.xtqueue;

import static java.util.stream.Collectors.joining;
import static network.superblock.xtqueue.ProblemDetails.assertPassing;
import static network.superblock.xtqueue.ProblemDetails.assertProblem;
import static network.superblock.xtqueue.SmallQueue.IDLE;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static network.superblock.xtqueue.Wallet.C;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.queue.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be read and is no xT, or none that the queue takes now; each has a type of its own. */
@Timeout(120)
class RefusalTest {

  private static final BigInteger PRICE = BigInteger.valueOf(7_000_000_001L);
  private static final Wallet WALLET = new Wallet(21);

  private final SmallQueue queue = SmallQueue.shared();
  private final QueueClient client = queue.client;

  @AfterEach
  void empty() {
    queue.empty();
  }

  static Stream<Arguments> refused() {
    var onA = WALLET.dynamicFee(A, PRICE, 0);
    var onB = WALLET.dynamicFee(B, PRICE, 0);
    return Stream.of(
        Arguments.of(Refusal.SINGLE_CHAIN, json()),
        Arguments.of(Refusal.SINGLE_CHAIN, json(leg(A, onA))),
        Arguments.of(Refusal.CHAIN_NAMED_TWICE, json(leg(A, onA), leg(A, onA))),
        Arguments.of(Refusal.EMPTY_LEG, json(leg(A, onA), leg(B))),
        Arguments.of(Refusal.UNKNOWN_CHAIN, json(leg(A, onA), own(new ChainId(5)))),
        Arguments.of(Refusal.INACTIVE_CHAIN, json(leg(A, onA), own(IDLE))),
        Arguments.of(
            Refusal.MALFORMED_TRANSACTION, json(leg(A, onA), leg(B, Bytes.fromHex("dead")))),
        Arguments.of(
            Refusal.MALFORMED_TRANSACTION, json(leg(A, onA), leg(B, Bytes.fromHex("02c0")))),
        Arguments.of(
            Refusal.MALFORMED_TRANSACTION,
            json(leg(A, onA), leg(B, onB.concat(Bytes.of((byte) 0))))),
        Arguments.of(
            Refusal.MALFORMED_TRANSACTION, json(leg(A, onA), leg(B, WALLET.unprotected(PRICE)))),
        Arguments.of(Refusal.WRONG_CHAIN, json(leg(A, onA), leg(B, onA))),
        Arguments.of(Refusal.WRONG_CHAIN, json(leg(A, onA), leg(B, WALLET.legacy(A, PRICE)))),
        Arguments.of(
            Refusal.TOO_MANY_CHAINS,
            json(
                IntStream.rangeClosed(1, 33)
                    .mapToObj(chain -> leg(new ChainId(chain), onA))
                    .toArray(String[]::new))),
        Arguments.of(
            Refusal.TOO_MANY_TRANSACTIONS,
            json(leg(A, onA), leg(B, Stream.generate(() -> onB).limit(65).toArray(Bytes[]::new)))),
        Arguments.of(
            Refusal.TOO_LARGE,
            json(
                leg(A, WALLET.dynamicFee(A, PRICE, 66_000)),
                leg(B, WALLET.dynamicFee(B, PRICE, 66_000)))),
        Arguments.of(Refusal.BAD_EXPIRY, expiring("PT0S")),
        Arguments.of(Refusal.BAD_EXPIRY, expiring("-PT1S")),
        Arguments.of(Refusal.BAD_EXPIRY, expiring("PT2H")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatIsNoXt(Refusal refusal, String body) {
    var answer = client.postJson("/api/v1/xts", body);
    assertProblem(answer, refusal == Refusal.TOO_LARGE ? 413 : 422, nameOf(refusal));
    assertThat(client.get("/api/v1/xts?status=QUEUED").body().get("items")).isEmpty();
  }

  @Test
  void refusesWhatASignerHasTooManyOf() {
    var wallet = new Wallet(22);
    for (int i = 0; i < 2; i++) assertThat(client.submit(wallet.xt(A, B)).status()).isEqualTo(202);
    assertPassing(client.submit(wallet.xt(A, B)), 429, "signer-limit");
    assertThat(client.submit(new Wallet(23).xt(A, B)).status()).isEqualTo(202);
  }

  @Test
  void refusesWhatTheQueueHasNoRoomFor() {
    var first = new Wallet(24).xt(A, B);
    assertThat(client.submit(first).status()).isEqualTo(202);
    for (int i = 25; i < 28; i++)
      assertThat(client.submit(new Wallet(i).xt(A, C)).status()).isEqualTo(202);
    assertPassing(client.submit(new Wallet(28).xt(A, B)), 503, "queue-full");
    // What is in there already has its place.
    assertThat(client.submit(first).status()).isEqualTo(200);
  }

  @Test
  void refusesEverythingNewWhileAnOperatorHasPausedIt() {
    var xt = new Wallet(29).xt(A, B);
    assertThat(client.post("/api/v1/admission/pause").body().get("paused").asBoolean()).isTrue();
    assertPassing(client.submit(xt), 503, "admission-paused");
    assertThat(client.post("/api/v1/admission/resume").body().get("paused").asBoolean()).isFalse();
    assertThat(client.submit(xt).status()).isEqualTo(202);
  }

  @Test
  void openApiNamesEveryProblemThatASubmissionMayMeet() {
    var api = client.get("/v3/api-docs").body();
    var submission = api.at("/paths/~1api~1v1~1xts/post/responses").toString();
    for (var refusal : Refusal.values())
      assertThat(submission).contains("urn:superblock:problem:" + nameOf(refusal) + "\"");
    assertThat(submission).contains("malformed-body", "body-too-large", "\"202\"");
    assertThat(api.at("/paths/~1api~1v1~1xts~1simulate/post/responses").toString())
        .contains("sequencer-silent", "simulation-too-deep");
    assertThat(api.at("/paths/~1api~1v1~1xts~1{xtId}/delete/responses").toString())
        .contains("not-queued", "not-found");
  }

  private static String nameOf(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String expiring(String expiresIn) {
    return QueueClient.json(WALLET.xt(A, B), expiresIn);
  }

  private static String own(ChainId chain) {
    return leg(chain, WALLET.dynamicFee(chain, PRICE, 0));
  }

  private static String leg(ChainId chain, Bytes... transactions) {
    return "{\"chainId\":%s,\"rawTransactions\":[%s]}"
        .formatted(
            chain, Arrays.stream(transactions).map(raw -> "\"" + raw + "\"").collect(joining(",")));
  }

  private static String json(String... legs) {
    return "{\"transactions\":[%s]}".formatted(String.join(",", legs));
  }
}
