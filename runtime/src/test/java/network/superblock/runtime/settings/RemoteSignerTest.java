package network.superblock.runtime.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import fr.acinq.secp256k1.Secp256k1;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.superblock.embedded.Port;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.EnvelopeVerifier;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.Verification;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Against a small signer that does over HTTP what Web3Signer's eth1/sign does. */
@Timeout(60)
class RemoteSignerTest {

  private static final NetworkId NETWORK = new NetworkId("test");
  private static final Hash32 DIGEST = Hash32.of(Keccak256.hash(new byte[] {1}));
  private static final int OK = 200;

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private volatile SigningKey held = key;
  private volatile String answer = "";
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/eth1/sign/0x" + publicKey(),
        exchange -> {
          var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
          var said = answer.isEmpty() ? sign(body.path("data").asString()) : answer;
          exchange.sendResponseHeaders(OK, 0);
          try (var out = exchange.getResponseBody()) {
            out.write(said.getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readersBelieveWhatTheSignerSigned() {
    var sender = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a");
    var record = new EnvelopeSigner(NETWORK, sender, remote()).sign(Topic.XT, xt());
    var verifier = new EnvelopeVerifier(NETWORK, _ -> Set.of(key.address()));
    assertThat(verifier.verify(record)).isInstanceOf(Verification.Verified.class);
    var others = new EnvelopeVerifier(NETWORK, _ -> Set.of());
    assertThat(others.verify(record)).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void aSignatureOfAnotherKeyIsNotUsed() {
    held = SigningKey.generate(new SecureRandom());
    assertThatThrownBy(() -> remote().sign(DIGEST))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("signs with another key than " + key.address());
  }

  @Test
  void saysWhatTheSignerDoesWrong() {
    for (var wrong : List.of("nonsense", "0x12")) {
      answer = wrong;
      assertThatThrownBy(() -> remote().sign(DIGEST))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("signature");
    }
    var nobody = new RemoteSigner(at(URI.create("http://127.0.0.1:" + Port.findFree().number())));
    assertThatThrownBy(() -> nobody.sign(DIGEST))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void aPublicKeyIsWhatTheSignerLists() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SignerProperties(
                URI.create("http://127.0.0.1"), key.address().toString(), Duration.ofSeconds(1)))
        .withMessageContaining("64 bytes in hex");
  }

  private RemoteSigner remote() {
    return new RemoteSigner(at(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }

  private SignerProperties at(URI url) {
    return new SignerProperties(url, publicKey(), Duration.ofSeconds(20));
  }

  /** Of what it is sent: the signature of its keccak256, as r, s and 27 or 28. */
  private String sign(String data) {
    var digest = Keccak256.hash(HexFormat.of().parseHex(data.substring(2)));
    var packed = held.sign(Hash32.of(digest)).bytes().toArray();
    var odd = (packed[32] & 0x80) != 0;
    packed[32] &= 0x7f;
    var rsv = Arrays.copyOf(packed, 65);
    rsv[64] = (byte) (odd ? 28 : 27);
    return "0x" + HexFormat.of().formatHex(rsv);
  }

  private String publicKey() {
    var secret = HexFormat.of().parseHex(key.exportHex());
    var point = Secp256k1.get().pubkeyCreate(secret);
    return HexFormat.of().formatHex(point, 1, point.length);
  }

  private static XtRequest xt() {
    return new XtRequest(
        List.of(
            new TransactionRequest(new ChainId(1), List.of(Bytes.of((byte) 1))),
            new TransactionRequest(new ChainId(2), List.of(Bytes.of((byte) 2)))));
  }
}
