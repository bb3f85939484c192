package network.superblock.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.Proven.Absent;
import network.superblock.protocol.trie.Proven.Invalid;
import network.superblock.protocol.trie.Proven.Present;
import org.junit.jupiter.api.Test;

class StateProofTest {

  @Test
  void agreesWithAnotherImplementationOnPresenceAndAbsence() {
    Hash32 root = Hash32.ZERO;
    int seen = 0;
    for (var line : Vectors.lines("account-proofs.txt")) {
      if (line.get(0).equals("root")) {
        root = Hash32.fromHex(line.get(1));
        continue;
      }
      int number = Integer.parseInt(line.get(0));
      Proven<AccountState> proven =
          StateProof.account(root, new Address(Vectors.value(number, 20)), Vectors.bytes(line, 2));
      assertThat(proven)
          .isEqualTo(
              line.get(1).equals("present") ? new Present<>(account(number)) : new Absent<>());
      seen++;
    }
    assertThat(seen).isEqualTo(40);
  }

  @Test
  void provesEverySlotOfAStorageTrie() {
    var storage = StorageTrie.random(11, 300);
    for (var slot : storage.words().entrySet()) {
      assertThat(storage.prove(slot.getKey())).isEqualTo(new Present<>(slot.getValue()));
    }
    for (int i = 0; i < 300; i++) {
      assertThat(storage.prove(Vectors.hash("absent " + i))).isEqualTo(new Absent<>());
    }
  }

  @Test
  void refusesAMissingAnAlteredAndAnExtraNode() {
    var storage = StorageTrie.random(12, 300);
    Hash32 slot = storage.words().firstKey();
    List<Bytes> proof = storage.proof(slot);
    assertThat(proof).hasSizeGreaterThan(2);
    for (int i = 0; i < proof.size(); i++) {
      var missing = new ArrayList<>(proof);
      missing.remove(i);
      assertInvalid(storage, slot, missing);
      var doubled = new ArrayList<>(proof);
      doubled.add(i, proof.get(i));
      assertInvalid(storage, slot, doubled);
      for (int at = 0; at < proof.get(i).size(); at++) {
        byte[] node = proof.get(i).toArray();
        node[at] ^= 1;
        var altered = new ArrayList<>(proof);
        altered.set(i, Bytes.of(node));
        assertInvalid(storage, slot, altered);
      }
    }
  }

  @Test
  void refusesTheProofOfAnotherKeyOrRoot() {
    var storage = StorageTrie.random(13, 300);
    Hash32 first = storage.words().firstKey();
    Hash32 last = storage.words().lastKey();
    assertInvalid(storage, first, storage.proof(last));
    assertThat(StateProof.storage(Vectors.hash("root"), first, storage.proof(first)))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void readsBothProofsOfAnEmptyTrieAndNoOther() {
    Hash32 slot = Vectors.hash("slot");
    Bytes emptyNode = RlpString.EMPTY.encoded();
    assertThat(empty(slot, List.of())).isEqualTo(new Absent<>());
    assertThat(empty(slot, List.of(emptyNode))).isEqualTo(new Absent<>());
    assertThat(empty(slot, List.of(emptyNode, emptyNode))).isInstanceOf(Invalid.class);
  }

  @Test
  void refusesAProofWithoutEndBeforeReadingIt() {
    Hash32 slot = Vectors.hash("slot");
    List<Bytes> endless = java.util.Collections.nCopies(66, Bytes.of(new byte[1 << 10]));
    assertThat(StateProof.storage(Vectors.hash("root"), slot, endless))
        .isEqualTo(new Invalid<>("more nodes than a key has nibbles"));
    Bytes huge = Bytes.of(new byte[1 << 20]);
    assertThat(StateProof.storage(Vectors.hash("root"), slot, List.of(huge)))
        .isEqualTo(new Invalid<>("the input has 1048576 bytes, at most 1024"));
  }

  private static Proven<Hash32> empty(Hash32 slot, List<Bytes> nodes) {
    return StateProof.storage(PatriciaTrie.EMPTY_ROOT, slot, nodes);
  }

  private static void assertInvalid(StorageTrie storage, Hash32 slot, List<Bytes> nodes) {
    assertThat(StateProof.storage(storage.root(), slot, nodes)).isInstanceOf(Invalid.class);
  }

  private static AccountState account(int number) {
    return new AccountState(
        BigInteger.valueOf(number),
        BigInteger.valueOf(number).multiply(BigInteger.TEN.pow(15)),
        Vectors.hash("storage " + number),
        Vectors.hash("code " + number));
  }
}
