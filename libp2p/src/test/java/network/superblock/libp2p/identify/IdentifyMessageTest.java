package network.superblock.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

class IdentifyMessageTest {

  private static final Identity IDENTITY = Identity.ed25519(Bytes.fromHex("2a".repeat(32)));
  private static final PeerDescription NOTHING =
      new PeerDescription("", "", new TreeSet<>(), List.of(), Optional.empty());
  private static final PeerDescription FULL =
      new PeerDescription(
          "preconf-p2p/0.1",
          "superblock/0.1",
          new TreeSet<>(List.of("/a/1", "/b/1")),
          List.of(Multiaddr.parse("/ip4/1.2.3.4/tcp/9000")),
          Optional.of(Multiaddr.parse("/ip4/5.6.7.8/tcp/1")));

  @Test
  void readsWhatItWrites() {
    var message = new IdentifyMessage();
    message.merge(IdentifyMessage.encode(IDENTITY.publicKey(), FULL));
    assertThat(message.applyTo(NOTHING, IDENTITY.publicKey())).isEqualTo(FULL);
  }

  @Test
  void mergesSeveralMessagesAndKeepsWhatIsAbsent() {
    var message = new IdentifyMessage();
    message.merge(new ProtoWriter().string(6, "new agent").toBytes());
    message.merge(new ProtoWriter().string(3, "/c/1").toBytes());
    var merged = message.applyTo(FULL, IDENTITY.publicKey());
    assertThat(merged.agent()).isEqualTo("new agent");
    assertThat(merged.protocols()).containsExactly("/c/1");
    assertThat(merged.listening()).isEqualTo(FULL.listening());
  }

  @Test
  void skipsAddressesOfUnknownKinds() {
    var message = new IdentifyMessage();
    message.merge(
        new ProtoWriter()
            .bytes(2, Bytes.fromHex("bb0301"))
            .bytes(2, FULL.listening().getFirst().toBytes())
            .toBytes());
    assertThat(message.applyTo(NOTHING, IDENTITY.publicKey()).listening())
        .isEqualTo(FULL.listening());
  }

  @Test
  void refusesAnotherPeersKey() {
    var message = new IdentifyMessage();
    message.merge(IdentifyMessage.encode(Identity.generate().publicKey(), FULL));
    assertThatThrownBy(() -> message.applyTo(NOTHING, IDENTITY.publicKey()))
        .isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void neverSendsMoreThanRustReads() {
    var protocols = new ArrayList<String>();
    for (var i = 0; i < 200; i++) protocols.add("/a/rather/long/protocol/name/number/" + i);
    var large = new PeerDescription("", "", new TreeSet<>(protocols), List.of(), Optional.empty());
    assertThatThrownBy(() -> IdentifyMessage.encode(IDENTITY.publicKey(), large))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void survivesAnyBytes() {
    Mutations.fuzz(
        bytes -> {
          var message = new IdentifyMessage();
          message.merge(Bytes.wrap(bytes));
          message.applyTo(FULL, IDENTITY.publicKey());
        },
        IdentifyMessage.encode(IDENTITY.publicKey(), FULL).toArray());
  }
}
