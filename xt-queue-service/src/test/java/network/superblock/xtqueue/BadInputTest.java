package network.superblock.xtqueue;

import static network.superblock.xtqueue.ProblemDetails.assertProblem;
import static network.superblock.xtqueue.Wallet.A;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.wire.v1.RollupV1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer says what is wrong with it, by a type that clients branch on. */
@Timeout(120)
class BadInputTest {

  private final QueueClient client = SmallQueue.shared().client;

  static Stream<Arguments> unreadable() {
    return Stream.of(
            "",
            "{",
            "[]",
            "null",
            "\"xt\"",
            "{}",
            "{\"transactions\":null}",
            "{\"transactions\":[null]}",
            "{\"transactions\":[{\"chainId\":77777}]}",
            "{\"transactions\":[{\"chainId\":77777,\"rawTransactions\":[null]}]}",
            "{\"transactions\":[{\"chainId\":-1,\"rawTransactions\":[\"0x02\"]}]}",
            "{\"transactions\":[{\"chainId\":1e99,\"rawTransactions\":[\"0x02\"]}]}",
            "{\"transactions\":[{\"chainId\":\"77777\",\"rawTransactions\":[\"0x02\"]}]}",
            "{\"transactions\":[{\"chainId\":77777,\"rawTransactions\":[\"02\"]}]}",
            "{\"transactions\":[{\"chainId\":77777,\"rawTransactions\":[\"0x0\"]}]}",
            "{\"transactions\":[{\"chainId\":77777,\"rawTransactions\":[\"0xzz\"]}]}",
            "{\"transactions\":[],\"expiresIn\":\"soon\"}",
            "{\"transactions\":[],\"tip\":1}",
            "{\"transactions\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void refusesABodyThatItCannotRead(String body) {
    assertProblem(client.postJson("/api/v1/xts", body), 400, "malformed-body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead", "0a", "0a090a03012fd11202dead0a0c0a03015b381202beef120101ff"})
  void refusesProtobufThatIsNoRequest(String hex) {
    assertProblem(client.submitProtobuf(Bytes.fromHex(hex)), 400, "malformed-body");
  }

  @Test
  void saysOfProtobufToWhatItBelongs() {
    var onA = new Wallet(21).dynamicFee(A, BigInteger.ONE, 0);
    var leg =
        RollupV1.TransactionRequest.newBuilder()
            .setChainId(ByteString.copyFrom(new byte[] {1, 0x2f, (byte) 0xd1}))
            .addTransaction(ByteString.copyFrom(onA.toArray()));
    var single = RollupV1.XTRequest.newBuilder().addTransactions(leg).build().toByteArray();
    assertProblem(client.submitProtobuf(Bytes.of(single)), 422, "single-chain");
    var large = Bytes.of(new byte[200 * 1024]);
    assertProblem(client.submitProtobuf(large), 413, "body-too-large");
  }

  @Test
  void refusesALargeBodyWhetherItIsAnnouncedOrNot() {
    var body = new byte[10 << 20];
    Arrays.fill(body, (byte) ' ');
    assertProblem(
        client.send("POST", "/api/v1/xts", "application/json", BodyPublishers.ofByteArray(body)),
        413,
        "body-too-large");
    assertProblem(
        client.send(
            "POST",
            "/api/v1/xts",
            "application/json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body, 0, 2 << 20))),
        413,
        "body-too-large");
  }

  @Test
  void saysWhatIsWrongWithAnyOtherRequest() {
    var unknown = "0x" + "12".repeat(32);
    assertProblem(client.get("/api/v1/xts/xyz"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts/" + unknown), 404, "not-found");
    assertProblem(client.get("/api/v1/xts/" + unknown + "/events"), 404, "not-found");
    assertProblem(client.get("/api/v1/xts?limit=0"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts?limit=many"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts?cursor=x"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts?status=GONE"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts?signer=0x12"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/xts?chain=-3"), 400, "invalid-parameter");
    assertProblem(client.get("/api/v1/nothing"), 404, "not-found");
    assertProblem(
        client.send(
            "DELETE", "/api/v1/xts/" + unknown, "application/json", BodyPublishers.noBody()),
        404,
        "not-found");
    assertProblem(
        client.send("PUT", "/api/v1/xts", "application/json", BodyPublishers.ofString("{}")),
        405,
        "method-not-allowed");
    assertProblem(
        client.send("POST", "/api/v1/xts", "text/plain", BodyPublishers.ofString("{}")),
        415,
        "unsupported-media-type");
  }
}
