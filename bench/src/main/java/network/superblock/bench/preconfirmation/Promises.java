package network.superblock.bench.preconfirmation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.wire.signature.SigningKey;

/** A chain of signed promises, one a block from block 1 on, no two with the same list. */
final class Promises {

  static final ChainId CHAIN = new ChainId(167000);
  static final SigningKey KEY = SigningKey.fromHex("2a".repeat(32));

  private static final Address SLASHER = Address.of(new byte[20]);
  private static final Hash32 BEFORE_ALL = filled(7);
  private static final long WINDOW_END = 4_000_000_000L;

  private final CommitmentSignatures signatures = new CommitmentSignatures(SigningDomain.DEFAULT);
  private final Random random = new Random(1);
  private final int listSize;
  private Hash32 parent = BEFORE_ALL;
  private long number;

  /** A promise and what it promises. */
  record Block(SignedCommitment commitment, RawTxList list) {}

  /**
   * Starts a chain.
   *
   * @param listSize bytes of each list, random ones, as compressed ones look
   */
  Promises(int listSize) {
    this.listSize = listSize;
  }

  /** The network's defaults, but for a peer that is asked and answers as often as it likes. */
  static SdkConfig config() {
    return SdkConfig.forChain(CHAIN, SLASHER)
        .withPace(new SdkConfig.Pace(1 << 20, 1 << 20, Duration.ofSeconds(10)));
  }

  List<Block> next(int count) {
    var blocks = new ArrayList<Block>(count);
    for (var i = 0; i < count; i++) blocks.add(next());
    return blocks;
  }

  private Block next() {
    number++;
    var content = new byte[listSize];
    random.nextBytes(content);
    var list = RawTxList.of(Bytes.wrap(content));
    var promised =
        new Preconfirmation(
            false,
            UInt256.of(number),
            UInt256.of(1_000_000 + number),
            UInt256.of(30_000_000),
            KEY.address(),
            UInt256.of(100),
            list.hash(),
            parent,
            UInt256.of(WINDOW_END),
            KEY.address(),
            UInt256.of(6));
    parent = promised.hash();
    return new Block(signatures.sign(new PreconfCommitment(promised, SLASHER), KEY), list);
  }

  private static Hash32 filled(int with) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return Hash32.of(bytes);
  }
}
