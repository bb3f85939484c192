package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.ArchiveScene.NOW;
import static network.superblock.blockstore.postgres.ArchiveScene.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import network.superblock.blockstore.BlockKey;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.Judgement;
import network.superblock.blockstore.Refusal;
import network.superblock.blockstore.TestPublisher;
import network.superblock.blockstore.TestRollup;
import network.superblock.embedded.junit.SharedParts;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.L2BlockRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of submitted blocks, on a real Postgres. */
@ExtendWith(SharedParts.class)
class PostgresBlocksTest {

  private final ArchiveScene scene;
  private final TestRollup a;
  private final TestRollup b;
  private final TestPublisher publisher;
  private final TestDatabase database;

  PostgresBlocksTest(PostgresDatabase shared) {
    this.scene = new ArchiveScene(shared);
    this.a = scene.a;
    this.b = scene.b;
    this.publisher = scene.publisher;
    this.database = scene.database;
  }

  @Test
  void keepsAnAcceptedBlockAndItsVerdict() {
    publisher.begin(new Slot(1));
    var xt = TestRollup.xt("xt", a, b);
    publisher.commit(xt);
    var block =
        a.block(publisher.slot(), publisher.slotStart(), publisher.request(a), List.of(xt), "x");
    var accepted = accepted(block);
    assertThat(scene.record(block)).containsExactly(accepted);
    assertThat(database.blocks.verdictsOn(List.of(BlockKey.of(block))).block())
        .containsOnlyKeys(BlockKey.of(block))
        .containsValue(accepted);
    assertThat(database.blocks.answerTo(publisher.request(a)).block()).isEqualTo(block);
    var withoutParent = new L2BlockRequest(block.chain(), block.number(), Hash32.ZERO);
    assertThat(database.blocks.answerTo(withoutParent).block()).isEqualTo(block);
    assertThat(scene.kinds()).containsExactly(Kind.ACCEPTED);
  }

  @Test
  void rejectsASecondBlockOfTheSlotWhoeverJudgesIt() {
    publisher.begin(new Slot(1));
    var first = scene.block(a, "first");
    var second = scene.block(a, "second");
    assertThat(scene.record(first, second))
        .containsExactly(accepted(first), Refusal.CONFLICT.of(second));
    var third = scene.block(a, "third");
    assertThat(scene.record(third)).containsExactly(Refusal.CONFLICT.of(third));
    assertThat(scene.record(third)).containsExactly(Refusal.CONFLICT.of(third));
    assertThat(scene.kinds()).containsExactly(Kind.ACCEPTED, Kind.REJECTED, Kind.REJECTED);
  }

  @Test
  void theFirstVerdictOnABlockStands() {
    publisher.begin(new Slot(1));
    var block = scene.block(a, "x");
    assertThat(scene.verdicts(new Judgement(block, Refusal.LATE.of(block))))
        .containsExactly(Refusal.LATE.of(block));
    assertThat(scene.record(block))
        .singleElement()
        .asInstanceOf(type(Rejected.class))
        .returns("late", Rejected::reason);
    assertThat(database.blocks.answerTo(publisher.request(a)).blockOptional()).isEmpty();
    assertThat(scene.kinds()).containsExactly(Kind.REJECTED);
  }

  @Test
  void holdsTheLowestSlotsOfAChain() {
    publisher.begin(new Slot(1));
    var early = List.of(scene.held(3), scene.held(1), scene.held(2));
    assertThat(database.blocks.hold(early, 3, NOW).block()).isZero();
    assertThat(database.blocks.hold(early, 3, NOW).block()).isZero();
    assertThat(database.blocks.hold(List.of(scene.held(4)), 2, NOW).block()).isEqualTo(2);
    assertThat(scene.heldIn(1)).hasSize(1);
    assertThat(scene.heldIn(2)).containsExactly(early.get(2));
    assertThat(scene.heldIn(3)).isEmpty();
    database.blocks.release(new Slot(1)).block();
    assertThat(scene.heldIn(1)).isEmpty();
    publisher.end();
    scene.close(20);
    assertThat(scene.heldIn(2)).containsExactly(early.get(2));
    publisher.begin(new Slot(2));
    publisher.end();
    scene.close(30);
    assertThat(scene.heldIn(2)).isEmpty();
  }
}
