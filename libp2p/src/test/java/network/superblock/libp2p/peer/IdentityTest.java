package network.superblock.libp2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.Mutations;
import network.superblock.libp2p.wire.ProtocolViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  private static final Bytes MESSAGE = Bytes.utf8("a message");

  /** Test vectors of libp2p "peer-ids". */
  private static final Bytes ED25519 =
      Bytes.fromHex(
          "080112407e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d"
              + "1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");

  private static final Bytes SECP256K1 =
      Bytes.fromHex("0802122053DADF1D5A164D6B4ACDB15E24AA4C5B1D3461BDBD42ABEDB0A4404D56CED8FB");

  @Test
  void readsAndWritesThePrivateKeyVectors() {
    var ed25519 = Identity.fromProtobuf(ED25519);
    assertThat(ed25519.toProtobuf()).isEqualTo(ED25519);
    assertThat(ed25519.peerId())
        .hasToString("12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq");
    var secp256k1 = Identity.fromProtobuf(SECP256K1);
    assertThat(secp256k1.toProtobuf()).isEqualTo(SECP256K1);
    assertThat(secp256k1.peerId())
        .hasToString("16Uiu2HAmLhLvBoYaoZfaMUKuibM6ac163GwKY74c5kiSLg5KvLpY");
  }

  @Test
  void bothKindsOfKeysSignAndVerify() {
    for (var encoded : new Bytes[] {ED25519, SECP256K1}) {
      var identity = Identity.fromProtobuf(encoded);
      var signature = identity.sign(MESSAGE);
      assertThat(identity.publicKey().verifies(MESSAGE, signature)).isTrue();
      assertThat(identity.publicKey().verifies(Bytes.utf8("another"), signature)).isFalse();
      assertThat(identity.publicKey().verifies(MESSAGE, Bytes.EMPTY)).isFalse();
    }
  }

  @Test
  void signaturesSurviveAnyBytes() {
    var identity = Identity.fromProtobuf(SECP256K1);
    Mutations.fuzz(
        bytes ->
            assertThat(
                    bytes.length != 0
                        && bytes[0] == 0
                        && identity.publicKey().verifies(MESSAGE, Bytes.wrap(bytes)))
                .isFalse(),
        identity.sign(MESSAGE).toArray());
  }

  @Test
  void privateKeysSurviveAnyBytes() {
    Mutations.fuzz(
        bytes -> {
          try {
            Identity.fromProtobuf(Bytes.wrap(bytes));
          } catch (IllegalArgumentException e) {
            throw new ProtocolViolation(String.valueOf(e.getMessage()));
          }
        },
        // Halves that do not match are told so after a multiplication on the curve: mostly shorter.
        ED25519.slice(0, 20).toArray(),
        SECP256K1.slice(0, 20).toArray(),
        SECP256K1.toArray());
  }

  @Test
  void keepsTheKeyForItsOwnerAlone(@TempDir Path directory) throws IOException {
    var file = directory.resolve("deep/identity.key");
    var created = IdentityFile.loadOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(IdentityFile.loadOrCreate(file).peerId()).isEqualTo(created.peerId());
  }

  @Test
  void refusesAKeyThatOthersCanRead(@TempDir Path directory) throws IOException {
    var file = directory.resolve("identity.key");
    IdentityFile.loadOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> IdentityFile.loadOrCreate(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void refusesAFileThatHoldsNoKey(@TempDir Path directory) throws IOException {
    var file = directory.resolve("identity.key");
    IdentityFile.loadOrCreate(file);
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> IdentityFile.loadOrCreate(file))
        .hasMessageContaining("not an identity key");
  }

  @Test
  void neverPrintsTheKey() {
    assertThat(Identity.fromProtobuf(ED25519).toString()).doesNotContain("7e0830617c");
  }
}
