package network.superblock.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection.Direction;
import network.superblock.libp2p.swarm.TestEnd.Echo;
import network.superblock.libp2p.swarm.TestEnd.Recorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole stack from TCP bytes to streams, over a wire that the test holds. */
class UpgradeTest {

  private static final String ECHO = "/echo/1";

  private final TestEnd dialer = new TestEnd();
  private final TestEnd listener = new TestEnd();

  @ParameterizedTest(name = "in pieces of {0} bytes")
  @ValueSource(ints = {1, 7, 1 << 20})
  void agreesOnEveryLayer(int chunk) {
    var link = new Link(dialer.channel, listener.channel, chunk);
    var ends = connect(link);
    assertThat(ends.dialed().peer()).isEqualTo(listener.identity.peerId());
    assertThat(ends.accepted().peer()).isEqualTo(dialer.identity.peerId());
    assertThat(echo(link, ends.dialed(), utf8("there"), false)).isEqualTo("there");
    assertThat(echo(link, ends.accepted(), utf8("and back"), false)).isEqualTo("and back");
  }

  @ParameterizedTest(name = "in pieces of {0} bytes")
  @ValueSource(ints = {1, 1 << 20})
  void sendsThePayloadWithTheOnlyProposal(int chunk) {
    var link = new Link(dialer.channel, listener.channel, chunk);
    assertThat(echo(link, connect(link).dialed(), utf8("at once"), true)).isEqualTo("at once");
  }

  @ParameterizedTest(name = "in pieces of {0} bytes")
  @ValueSource(ints = {1, 50, 1 << 20})
  void listensToADialerThatNeverWaits(int chunk) {
    listener.protocols.add(ECHO, (_, _, _) -> new Echo());
    var accepted = listener.upgrade(Direction.INBOUND, Optional.empty()).toCompletableFuture();
    var recorder = new Recorder(utf8("lazy"), true);
    var connection = LazyDialer.install(dialer, List.of(ECHO), recorder);
    new Link(dialer.channel, listener.channel, chunk).settle();
    assertThat(accepted.join().peer()).isEqualTo(dialer.identity.peerId());
    assertThat(connection.join().peer()).isEqualTo(listener.identity.peerId());
    assertThat(recorder.received.toString(StandardCharsets.UTF_8)).isEqualTo("lazy");
  }

  @Test
  void carriesMoreThanManyWindows() {
    var link = new Link(dialer.channel, listener.channel, 64 * 1024);
    var payload = new byte[2 << 20];
    new Random(1).nextBytes(payload);
    var recorder = new Recorder(payload, false);
    connect(link).dialed().open(List.of(ECHO), recorder);
    link.settle();
    assertThat(recorder.received.size()).isEqualTo(payload.length);
    assertThat(Arrays.mismatch(recorder.received.toByteArray(), payload)).isEqualTo(-1);
    assertThat(recorder.closed).isTrue();
  }

  @Test
  void takesTheFirstProtocolThatThePeerSpeaks() {
    var link = new Link(dialer.channel, listener.channel, 1 << 20);
    var recorder = new Recorder(utf8("x"), false);
    connect(link).dialed().open(List.of("/none/1", "/none/2", ECHO), recorder);
    link.settle();
    assertThat(recorder.received.toString(StandardCharsets.UTF_8)).isEqualTo("x");
  }

  @Test
  void saysWhenThePeerSpeaksNone() {
    var link = new Link(dialer.channel, listener.channel, 1 << 20);
    var recorder = new Recorder(new byte[0], true);
    connect(link).dialed().open(List.of("/none/1"), recorder);
    link.settle();
    assertThat(recorder.failure).get().asString().contains("/none/1");
  }

  @Test
  void refusesAnyOtherPeerThanTheExpectedOne() {
    var link = new Link(dialer.channel, listener.channel, 1 << 20);
    var result = dial(Optional.of(Identity.generate().peerId()));
    listener.upgrade(Direction.INBOUND, Optional.empty());
    link.settle();
    assertThat(result).isCompletedExceptionally();
    assertThat(dialer.channel.isActive()).isFalse();
  }

  @Test
  void aConnectionLostAnywhereInTheHandshakeFails() {
    var whole = handshakeLength();
    for (var cut = 0; cut < whole; cut += 13) {
      var server = new TestEnd();
      var client = new TestEnd();
      var result = server.upgrade(Direction.INBOUND, Optional.empty()).toCompletableFuture();
      var other = client.upgrade(Direction.OUTBOUND, Optional.empty()).toCompletableFuture();
      new Lossy(client.channel, server.channel, cut).settle();
      client.channel.finishAndReleaseAll();
      server.channel.finishAndReleaseAll();
      assertThat(result).as("cut after %s bytes", cut).isDone();
      assertThat(other).isDone();
    }
  }

  @Test
  void aHandshakeWithAFlippedBitNeverSucceeds() {
    var random = new Random(7);
    for (var i = 0; i < 300; i++) {
      var server = new TestEnd();
      var client = new TestEnd();
      var result = server.upgrade(Direction.INBOUND, Optional.empty()).toCompletableFuture();
      client.upgrade(Direction.OUTBOUND, Optional.empty());
      var lossy = new Lossy(client.channel, server.channel, Integer.MAX_VALUE);
      lossy.flipBit(random.nextInt(handshakeLength()), random.nextInt(8));
      lossy.settle();
      server.channel.finishAndReleaseAll();
      assertThat(result).isCompletedExceptionally();
      assertThat(server.channel.isActive()).isFalse();
    }
  }

  @Test
  void tellsEveryStreamWhenTheConnectionIsLost() {
    var link = new Link(dialer.channel, listener.channel, 1 << 20);
    var ends = connect(link);
    var recorder = new Recorder(new byte[0], false);
    ends.dialed().open(List.of(ECHO), recorder);
    dialer.channel.finishAndReleaseAll();
    assertThat(recorder.failure).isPresent();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Ends(Connection dialed, Connection accepted) {}

  private Ends connect(Link link) {
    dialer.protocols.add(ECHO, (_, _, _) -> new Echo());
    listener.protocols.add(ECHO, (_, _, _) -> new Echo());
    var accepted = listener.upgrade(Direction.INBOUND, Optional.empty()).toCompletableFuture();
    var dialed = dial(Optional.of(listener.identity.peerId()));
    link.settle();
    return new Ends(dialed.join(), accepted.join());
  }

  private CompletableFuture<Connection> dial(Optional<PeerId> expected) {
    return dialer.upgrade(Direction.OUTBOUND, expected).toCompletableFuture();
  }

  private static String echo(Link link, Connection from, byte[] payload, boolean eager) {
    var recorder = new Recorder(payload, eager);
    from.open(List.of(ECHO), recorder);
    link.settle();
    assertThat(recorder.closed).isTrue();
    return recorder.received.toString(StandardCharsets.UTF_8);
  }

  /** How many bytes the dialer sends until the listener knows it. */
  private static int handshakeLength() {
    var header = 20;
    var noise = 7;
    var first = 2 + 32;
    var third = 2 + 48 + (38 + 66) + 16;
    return header + noise + first + third;
  }
}
