package network.superblock.libp2p.noise;

import java.security.SecureRandom;
import java.util.Arrays;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * The three messages of Noise XX. The initiator calls {@code writeFirst, readSecond, writeThird},
 * the responder {@code readFirst, writeSecond, readThird}. See libp2p "noise", "The Noise
 * Handshake".
 */
final class Handshake {

  private static final int SEALED_KEY = DhKeyPair.SIZE + CipherState.TAG_SIZE;
  private static final byte[] NOTHING = {};

  private final SymmetricState state = new SymmetricState();
  private final Identity identity;
  private final DhKeyPair staticKey;
  private final DhKeyPair ephemeral;
  private byte[] remoteEphemeral = NOTHING;

  Handshake(Identity identity, SecureRandom random) {
    this.identity = identity;
    this.staticKey = DhKeyPair.generate(random);
    this.ephemeral = DhKeyPair.generate(random);
    state.mixHash(NOTHING);
  }

  byte[] writeFirst() {
    state.mixHash(ephemeral.publicKey());
    state.encryptAndHash(NOTHING);
    return ephemeral.publicKey();
  }

  void readFirst(byte[] message) {
    if (message.length != DhKeyPair.SIZE) {
      throw new ProtocolViolation("first noise message must have no payload");
    }
    remoteEphemeral = message;
    state.mixHash(message);
    state.decryptAndHash(NOTHING);
  }

  byte[] writeSecond() {
    state.mixHash(ephemeral.publicKey());
    state.mixKey(ephemeral.agree(remoteEphemeral));
    var sealedKey = state.encryptAndHash(staticKey.publicKey());
    state.mixKey(staticKey.agree(remoteEphemeral));
    return concat(ephemeral.publicKey(), sealedKey, sealedPayload());
  }

  PublicKey readSecond(byte[] message) {
    requireAtLeast(message, DhKeyPair.SIZE + SEALED_KEY);
    remoteEphemeral = Arrays.copyOf(message, DhKeyPair.SIZE);
    state.mixHash(remoteEphemeral);
    state.mixKey(ephemeral.agree(remoteEphemeral));
    var sealedKeyEnd = DhKeyPair.SIZE + SEALED_KEY;
    var remoteStatic =
        state.decryptAndHash(Arrays.copyOfRange(message, DhKeyPair.SIZE, sealedKeyEnd));
    state.mixKey(ephemeral.agree(remoteStatic));
    return authenticate(message, sealedKeyEnd, remoteStatic);
  }

  byte[] writeThird() {
    var sealedKey = state.encryptAndHash(staticKey.publicKey());
    state.mixKey(staticKey.agree(remoteEphemeral));
    return concat(sealedKey, sealedPayload());
  }

  PublicKey readThird(byte[] message) {
    requireAtLeast(message, SEALED_KEY);
    var remoteStatic = state.decryptAndHash(Arrays.copyOf(message, SEALED_KEY));
    state.mixKey(ephemeral.agree(remoteStatic));
    return authenticate(message, SEALED_KEY, remoteStatic);
  }

  CipherState[] split() {
    return state.split();
  }

  private byte[] sealedPayload() {
    var payload = NoisePayload.sign(identity, staticKey.publicKey()).encode();
    return state.encryptAndHash(payload.unsafeArray());
  }

  private PublicKey authenticate(byte[] message, int payloadFrom, byte[] remoteStatic) {
    var sealed = Arrays.copyOfRange(message, payloadFrom, message.length);
    var payload = Bytes.wrap(state.decryptAndHash(sealed));
    return NoisePayload.decode(payload).authenticate(remoteStatic);
  }

  private static void requireAtLeast(byte[] message, int size) {
    if (message.length < size) throw new ProtocolViolation("noise message is too short");
  }

  private static byte[] concat(byte[]... parts) {
    var all = new Bytes[parts.length];
    for (var i = 0; i < parts.length; i++) all[i] = Bytes.wrap(parts[i]);
    return Bytes.concat(all).unsafeArray();
  }
}
