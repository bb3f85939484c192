package network.superblock.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.Random;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;

class NoiseTest {

  private static final byte[] NO_DATA = {};

  private final Identity initiatorIdentity = Identity.generate();
  private final Identity responderIdentity = Identity.secp256k1(Bytes.fromHex("11".repeat(32)));
  private final Handshake initiator = new Handshake(initiatorIdentity, new SecureRandom());
  private final Handshake responder = new Handshake(responderIdentity, new SecureRandom());

  @Test
  void bothSidesLearnWhoTheOtherIs() {
    responder.readFirst(initiator.writeFirst());
    assertThat(initiator.readSecond(responder.writeSecond()))
        .isEqualTo(responderIdentity.publicKey());
    assertThat(responder.readThird(initiator.writeThird()))
        .isEqualTo(initiatorIdentity.publicKey());
    var sender = initiator.split()[0];
    var receiver = responder.split()[0];
    for (var i = 0; i < 3; i++) {
      var sealed = new byte[5 + CipherState.TAG_SIZE];
      sender.encrypt(NO_DATA, new byte[] {1, 2, 3, 4, 5}, 0, 5, sealed, 0);
      assertThat(receiver.decrypt(NO_DATA, sealed, 0, sealed.length))
          .containsExactly(1, 2, 3, 4, 5);
    }
  }

  @Test
  void refusesAPayloadInTheFirstMessage() {
    assertThatThrownBy(() -> responder.readFirst(new byte[33]))
        .isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void refusesKeysOfSmallOrder() {
    responder.readFirst(new byte[32]);
    assertThatThrownBy(responder::writeSecond).hasMessageContaining("small order");
  }

  @Test
  void refusesAStaticKeyThatTheIdentityDidNotSign() {
    var payload = NoisePayload.sign(initiatorIdentity, new byte[32]);
    assertThatThrownBy(() -> payload.authenticate(Bytes.fromHex("01".repeat(32)).toArray()))
        .isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void ignoresExtensionsAndObsoleteFields() {
    var payload = NoisePayload.sign(initiatorIdentity, new byte[32]);
    var extended = Bytes.concat(payload.encode(), Bytes.fromHex("1a0101" + "22030a0101"));
    assertThat(NoisePayload.decode(extended)).isEqualTo(payload);
  }

  @Test
  void damagedHandshakesAreRefused() {
    var random = new Random(3);
    var first = initiator.writeFirst();
    responder.readFirst(first);
    var second = responder.writeSecond();
    for (var i = 0; i < 200; i++) {
      var damaged = second.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      var fresh = new Handshake(initiatorIdentity, new SecureRandom());
      fresh.writeFirst();
      assertThatThrownBy(() -> fresh.readSecond(damaged)).isInstanceOf(ProtocolViolation.class);
    }
  }

  @Test
  void payloadsAndFramesSurviveAnyBytes() {
    var payload = NoisePayload.sign(initiatorIdentity, new byte[32]).encode().toArray();
    Mutations.fuzz(bytes -> NoisePayload.decode(Bytes.wrap(bytes)), payload);
    Mutations.fuzz(
        bytes -> Frame.read(Unpooled.wrappedBuffer(bytes), 4096), new byte[] {0, 3, 1, 2, 3});
    Mutations.fuzz(bytes -> new Damaged().read(bytes), new byte[48], new byte[96]);
  }

  /** A transport key that meets whatever arrives. */
  private static final class Damaged {

    private static final CipherState CIPHER = new CipherState(new byte[32]);

    void read(byte[] sealed) {
      CIPHER.decrypt(NO_DATA, sealed, 0, sealed.length);
    }
  }
}
