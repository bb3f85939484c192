package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.ArchiveScene.NOW;
import static network.superblock.blockstore.postgres.ArchiveScene.request;
import static org.assertj.core.api.Assertions.assertThat;

import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.TestPublisher;
import network.superblock.blockstore.TestRollup;
import network.superblock.embedded.junit.SharedParts;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How slots end, are taken back and are forgotten, on a real Postgres. */
@ExtendWith(SharedParts.class)
class PostgresSlotsTest {

  private final ArchiveScene scene;
  private final TestRollup a;
  private final TestRollup b;
  private final TestPublisher publisher;
  private final TestDatabase database;

  PostgresSlotsTest(PostgresDatabase shared) {
    this.scene = new ArchiveScene(shared);
    this.a = scene.a;
    this.b = scene.b;
    this.publisher = scene.publisher;
    this.database = scene.database;
  }

  @Test
  void goesOnFromTheLastClosing() {
    assertThat(database.slots.last().blockOptional()).isEmpty();
    scene.slot(1, a, b);
    var first = scene.close(20);
    assertThat(database.slots.last().block()).isEqualTo(first);
    publisher.begin(new Slot(2));
    publisher.end();
    var second = scene.close(30);
    database.slots.close(first, NOW).block();
    assertThat(database.slots.last().block()).isEqualTo(second);
  }

  @Test
  void takesBackSuperblocksOnce() {
    scene.slot(1, a, b);
    scene.close(20);
    var valid = publisher.ledger();
    scene.slot(2, a);
    scene.close(30);
    publisher.begin(new Slot(3));
    publisher.rollBack(1, valid);
    scene.close(40);
    publisher.begin(new Slot(4));
    database.slots.rollBack(new Slot(4), valid.number(), NOW).block();
    assertThat(scene.news())
        .filteredOn(news -> news.kind() == Kind.ROLLED_BACK)
        .singleElement()
        .returns(new Slot(2), BlockNews::slot);
    publisher.seal();
    var again = scene.block(a, "again");
    scene.record(again);
    assertThat(database.blocks.answerTo(publisher.request(a)).block()).isEqualTo(again);
  }

  @Test
  void prunesWhatIsFinalButNeverAHead() {
    var ofB = scene.slot(1, a, b).get(1);
    var first = scene.close(20);
    var ofA = scene.slot(2, a).getFirst();
    var second = scene.close(30);
    scene.slot(3, a);
    scene.close(40);
    scene.finalized(first, NOW);
    scene.finalized(second, NOW.plusSeconds(12));
    assertThat(database.slots.prune(NOW.minusSeconds(1)).block()).isZero();
    assertThat(database.slots.prune(NOW).block()).isEqualTo(1);
    assertThat(database.slots.prune(NOW.plusSeconds(12)).block()).isEqualTo(1);
    assertThat(database.blocks.answerTo(request(ofA)).blockOptional()).isEmpty();
    assertThat(database.blocks.answerTo(request(ofB)).block()).isEqualTo(ofB);
    assertThat(database.slots.last().block()).isNotNull();
    assertThat(scene.count("closed_slot")).isEqualTo(2);
    assertThat(scene.count("verdict")).isEqualTo(2);
  }
}
