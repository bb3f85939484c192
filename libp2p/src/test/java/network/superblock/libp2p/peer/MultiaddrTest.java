package network.superblock.libp2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiaddrTest {

  private static final String PEER = "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/9000, 047f000001062328",
    "/ip6/::1/tcp/9000, 2900000000000000000000000000000001062328",
    "/dns4/node-0.preconf.svc/tcp/9000, 36126e6f64652d302e707265636f6e662e737663062328",
    "/ip4/10.0.0.1/udp/9000/quic-v1, 040a00000191022328cd03"
  })
  void readsAndWritesBothForms(String text, String hex) {
    var address = Multiaddr.parse(text);
    assertThat(address.toBytes().toHex()).isEqualTo(hex);
    assertThat(Multiaddr.fromBytes(Bytes.fromHex(hex))).isEqualTo(address).hasToString(text);
  }

  @Test
  void namesThePeer() {
    var address = Multiaddr.parse("/ip4/127.0.0.1/tcp/9000").withPeerId(PeerId.parse(PEER));
    assertThat(address).hasToString("/ip4/127.0.0.1/tcp/9000/p2p/" + PEER);
    assertThat(address.toBytes().toHex())
        .endsWith(
            "a50326"
                + "0024080112202ffa35a99d3a3cfbb17bb7c1dc5561b18a8dcca4df38dc613ea859c37eb1336b");
    assertThat(address.peerId()).contains(PeerId.parse(PEER));
    assertThat(Multiaddr.parse("/ip4/1.2.3.4/tcp/1").peerId()).isEmpty();
  }

  @Test
  void tellsWhatCanBeDialledOverTcp() {
    assertThat(Multiaddr.parse("/dns4/a.b/tcp/65535/p2p/" + PEER).tcpEndpoint())
        .contains(InetSocketAddress.createUnresolved("a.b", 65535));
    assertThat(Multiaddr.parse("/ip4/1.2.3.4/udp/1/quic-v1").tcpEndpoint()).isEmpty();
    assertThat(Multiaddr.parse("/dnsaddr/a.b").tcpEndpoint()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "ip4/1.2.3.4",
        "/ip4",
        "/ip4/1.2.3",
        "/ip4/::1",
        "/ip6/1.2.3.4",
        "/tcp/65536",
        "/tcp/-1",
        "/dns4/",
        "/dns4/a b",
        "/onion/x",
        "/p2p/x",
        "/ip4/1.2.3.4/"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> Multiaddr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textSurvivesAnything() {
    Mutations.fuzz(
        bytes -> parse(new String(bytes, StandardCharsets.UTF_8)),
        ("/ip4/127.0.0.1/tcp/9000/p2p/" + PEER).getBytes(StandardCharsets.UTF_8),
        "/dns4/node-0.preconf.svc/tcp/9000".getBytes(StandardCharsets.UTF_8),
        "/ip6/::1/udp/9/quic-v1".getBytes(StandardCharsets.UTF_8));
  }

  private static void parse(String text) {
    try {
      assertThat(Multiaddr.parse(text).toString()).startsWith("/");
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolation(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(
        bytes -> assertThat(Multiaddr.fromBytes(Bytes.wrap(bytes)).toString()).startsWith("/"),
        Multiaddr.parse("/ip4/127.0.0.1/tcp/9000/p2p/" + PEER).toBytes().toArray(),
        Multiaddr.parse("/dns4/node-0.preconf.svc/tcp/9000").toBytes().toArray(),
        Multiaddr.parse("/ip6/::1/udp/9/quic-v1").toBytes().toArray());
  }
}
