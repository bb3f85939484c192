package network.superblock.protocol.block;

import static network.superblock.protocol.block.BlockFault.INVALID_PROOF;
import static network.superblock.protocol.block.BlockFault.MALFORMED_BLOCK;
import static network.superblock.protocol.block.BlockFault.WRONG_HASH;
import static network.superblock.protocol.block.BlockFault.WRONG_NUMBER;
import static network.superblock.protocol.block.BlockFault.WRONG_PARENT;
import static network.superblock.protocol.block.BlockFault.WRONG_PROOFS;
import static network.superblock.protocol.block.BlockFault.WRONG_RECEIPTS_ROOT;
import static network.superblock.protocol.block.BlockFault.WRONG_TRANSACTIONS_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.block.BlockValidity.Invalid;
import network.superblock.protocol.block.BlockValidity.Valid;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import org.junit.jupiter.api.Test;

/** A message whose parts do not belong together is refused, whichever part was touched. */
class BlockTamperingTest {

  private final BlockScenario scenario = new BlockScenario();
  private final L2Block honest = scenario.block.seal();

  @Test
  void refusesAHashThatIsNotTheHeaders() {
    assertFault(WRONG_HASH, with(honest.block(), Vectors.hash("other"), honest.evidence()));
  }

  @Test
  void refusesAHeaderThatSaysOtherThanTheMessage() {
    scenario.block.number = new BlockNumber(42);
    L2Block ahead = scenario.block.seal();
    assertFault(WRONG_NUMBER, with(ahead.block(), ahead.hash(), ahead.evidence()));
    scenario.block.number = honest.number();
    scenario.block.parentHash = Vectors.hash("fork");
    L2Block fork = scenario.block.seal();
    assertFault(WRONG_PARENT, with(fork.block(), fork.hash(), fork.evidence()));
  }

  @Test
  void refusesABodyThatIsNotTheHeaders() throws MalformedRlpException {
    RlpList parts = RlpDecoder.decode(honest.block(), RlpLimits.BLOCK).asList();
    List<RlpItem> body = new ArrayList<>(parts.list(1).items());
    body.removeLast();
    Bytes shorter =
        RlpList.of(parts.get(0), RlpList.of(body), parts.get(2), parts.get(3)).encoded();
    assertFault(WRONG_TRANSACTIONS_ROOT, with(shorter, honest.hash(), honest.evidence()));
  }

  @Test
  void refusesReceiptsThatAreNotTheHeaders() {
    List<Bytes> receipts = new ArrayList<>(honest.evidence().receipts());
    receipts.set(BlockScenario.FAILED_LOCAL, Receipts.success());
    assertFault(WRONG_RECEIPTS_ROOT, with(receipts));
  }

  @Test
  void refusesAValueThatItsProofDoesNotShowAndASecondProofOfOne() {
    List<StorageProof> slots = new ArrayList<>(honest.evidence().mailboxSlots());
    StorageProof proof = slots.getFirst();
    slots.set(0, new StorageProof(proof.slot(), Vectors.hash("other"), proof.nodes()));
    assertFault(INVALID_PROOF, withSlots(slots));
    slots.set(0, proof);
    slots.add(proof);
    assertFault(WRONG_PROOFS, withSlots(slots));
  }

  @Test
  void refusesWhatIsNoBlock() {
    assertFault(MALFORMED_BLOCK, with(Bytes.EMPTY, honest.hash(), honest.evidence()));
    Bytes huge = Bytes.of(new byte[(9 << 20) + 1]);
    assertFault(MALFORMED_BLOCK, with(huge, honest.hash(), honest.evidence()));
  }

  @Test
  void everyFlippedByteIsNoticed() {
    Random random = new Random(4);
    for (int round = 0; round < 5_000; round++) {
      L2Block altered = mutated(random);
      assertThat(BlockValidation.check(scenario.expected(), altered))
          .as("round %d", round)
          .isInstanceOf(altered.equals(honest) ? Valid.class : Invalid.class);
    }
  }

  private L2Block mutated(Random random) {
    BlockEvidence evidence = honest.evidence();
    return switch (random.nextInt(4)) {
      case 0 -> with(mutated(honest.block(), random), honest.hash(), evidence);
      case 1 -> with(mutated(evidence.receipts(), random));
      case 2 -> {
        List<Bytes> account = mutated(evidence.mailboxAccount(), random);
        yield with(
            honest.block(),
            honest.hash(),
            new BlockEvidence(evidence.receipts(), account, evidence.mailboxSlots()));
      }
      default -> {
        List<StorageProof> slots = new ArrayList<>(evidence.mailboxSlots());
        int at = random.nextInt(slots.size());
        StorageProof proof = slots.get(at);
        List<Bytes> nodes = mutated(proof.nodes(), random);
        slots.set(at, new StorageProof(proof.slot(), proof.value(), nodes));
        yield withSlots(slots);
      }
    };
  }

  private static List<Bytes> mutated(List<Bytes> all, Random random) {
    List<Bytes> mutated = new ArrayList<>(all);
    int at = random.nextInt(all.size());
    mutated.set(at, mutated(all.get(at), random));
    return mutated;
  }

  private static Bytes mutated(Bytes part, Random random) {
    byte[] bytes = part.toArray();
    int at = random.nextInt(bytes.length);
    if (random.nextInt(8) == 0) return Bytes.of(Arrays.copyOf(bytes, at));
    bytes[at] = (byte) random.nextInt(256);
    return Bytes.of(bytes);
  }

  private void assertFault(BlockFault fault, L2Block block) {
    assertThat(BlockValidation.check(scenario.expected(), block))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.fault()).isEqualTo(fault));
  }

  private L2Block with(List<Bytes> receipts) {
    BlockEvidence evidence = honest.evidence();
    return with(
        honest.block(),
        honest.hash(),
        new BlockEvidence(receipts, evidence.mailboxAccount(), evidence.mailboxSlots()));
  }

  private L2Block withSlots(List<StorageProof> slots) {
    BlockEvidence evidence = honest.evidence();
    return with(
        honest.block(),
        honest.hash(),
        new BlockEvidence(evidence.receipts(), evidence.mailboxAccount(), slots));
  }

  private L2Block with(Bytes block, Hash32 hash, BlockEvidence evidence) {
    return new L2Block(
        honest.slot(),
        honest.chain(),
        honest.number(),
        hash,
        honest.parentHash(),
        honest.includedXts(),
        block,
        evidence);
  }
}
