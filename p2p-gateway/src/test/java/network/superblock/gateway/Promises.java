package network.superblock.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.wire.signature.SigningKey;

/** Promises of blocks 1, 2, ... by one signer, all in one slot that does not end in our time. */
final class Promises {

  /** The end of the slot, which begins at 0. */
  static final long WINDOW = 4_000_000_000L;

  static final SigningKey KEY = SigningKey.fromHex("2a".repeat(32));
  static final Address SLASHER = Address.of(new byte[20]);

  private Promises() {}

  /** Blocks 1 to {@code length}, each on the one before; block n has list n - 1. */
  static List<SignedCommitment> chain(int length) {
    var blocks = new ArrayList<SignedCommitment>();
    var parent = Hash32.of(filled(7));
    for (var number = 1; number <= length; number++) {
      var next = block(number, parent);
      blocks.add(signed(next, KEY));
      parent = next.hash();
    }
    return blocks;
  }

  static SignedCommitment forged() {
    return signed(block(1, Hash32.of(filled(1))), SigningKey.fromHex("2b".repeat(32)));
  }

  static Bytes body(int index) {
    return Bytes.utf8("list " + index);
  }

  static RawTxList list(int index) {
    return RawTxList.of(body(index));
  }

  private static Preconfirmation block(long number, Hash32 parent) {
    return new Preconfirmation(
        false,
        UInt256.of(number),
        UInt256.of(1000 + number),
        UInt256.of(30_000_000),
        SLASHER,
        UInt256.of(1),
        list((int) number - 1).hash(),
        parent,
        UInt256.of(WINDOW),
        SLASHER,
        UInt256.ZERO);
  }

  private static SignedCommitment signed(Preconfirmation promised, SigningKey key) {
    return new CommitmentSignatures(SigningDomain.DEFAULT)
        .sign(new PreconfCommitment(promised, SLASHER), key);
  }

  private static byte[] filled(int with) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
