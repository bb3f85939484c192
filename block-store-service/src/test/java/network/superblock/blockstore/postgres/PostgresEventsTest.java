package network.superblock.blockstore.postgres;

import static network.superblock.blockstore.postgres.ArchiveScene.NOW;
import static network.superblock.blockstore.postgres.ArchiveScene.accepted;
import static network.superblock.blockstore.postgres.ArchiveScene.finality;
import static network.superblock.blockstore.postgres.ArchiveScene.firstOf;
import static network.superblock.blockstore.postgres.ArchiveScene.judged;
import static network.superblock.blockstore.postgres.ArchiveScene.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import network.superblock.blockstore.BlockNews;
import network.superblock.blockstore.BlockNews.Kind;
import network.superblock.blockstore.TestPublisher;
import network.superblock.blockstore.TestRollup;
import network.superblock.embedded.junit.SharedParts;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.Slot;
import network.superblock.runtime.http.ProblemException;
import network.superblock.runtime.http.StreamEvent;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** What is told of blocks, on a real Postgres. */
@ExtendWith(SharedParts.class)
class PostgresEventsTest {

  private final ArchiveScene scene;
  private final TestRollup a;
  private final TestRollup b;
  private final TestPublisher publisher;
  private final TestDatabase database;

  PostgresEventsTest(PostgresDatabase shared) {
    this.scene = new ArchiveScene(shared);
    this.a = scene.a;
    this.b = scene.b;
    this.publisher = scene.publisher;
    this.database = scene.database;
  }

  @Test
  void tellsWhatBecameOfEachBlock() {
    publisher.begin(new Slot(1));
    publisher.seal();
    var included = scene.block(a, "a");
    var dropped = scene.block(b, "b");
    scene.record(included, dropped);
    publisher.accept(accepted(included));
    publisher.end();
    var closing = scene.close(20);
    database.slots.close(closing, NOW).block();
    var status = finality(closing);
    database.slots.finalized(status, NOW).block();
    database.slots.finalized(status, NOW).block();
    assertThat(scene.news())
        .extracting(BlockNews::kind, BlockNews::chainId)
        .containsExactly(
            tuple(Kind.ACCEPTED, a),
            tuple(Kind.ACCEPTED, b),
            tuple(Kind.INCLUDED, a),
            tuple(Kind.DROPPED, b),
            tuple(Kind.FINALIZED, a));
    assertThat(database.blocks.answerTo(request(dropped)).blockOptional()).isEmpty();
    assertThat(scene.events(0)).extracting(StreamEvent::id).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void tellsOfABlockWhoseSlotAnotherReplicaHadClosed() {
    publisher.begin(new Slot(1));
    publisher.seal();
    var block = scene.block(a, "a");
    publisher.end();
    scene.close(20);
    scene.record(block);
    assertThat(scene.kinds()).containsExactly(Kind.ACCEPTED, Kind.DROPPED);
  }

  @Test
  void saysWhichEventsAreGone() {
    scene.slot(1, a);
    scene.finalized(scene.close(20), NOW);
    database.slots.prune(NOW).block();
    assertThat(scene.events(0)).isEmpty();
    assertThat(scene.events(3)).isEmpty();
    assertThatThrownBy(() -> scene.events(2)).isInstanceOf(ProblemException.class);
    assertThat(database.events.lastId().block()).isEqualTo(3);
  }

  @Test
  void showsEventsInTheOrderOfTheirIdsWhileManyAreAdded() {
    publisher.begin(new Slot(1));
    var writing =
        Flux.range(1, 60)
            .map(TestRollup::new)
            .map(r -> r.block(new Slot(1), publisher.slotStart(), firstOf(r), List.of(), "x"))
            .flatMap(block -> database.blocks.record(List.of(judged(block)), NOW), 8)
            .then()
            .toFuture();
    var seen = new ArrayList<Long>();
    while (seen.size() < 60) {
      var last = seen.isEmpty() ? 0 : seen.getLast();
      scene.events(last).forEach(event -> seen.add(event.id()));
      assertThat(writing).isNotCompletedExceptionally();
    }
    assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  private static Tuple tuple(Kind kind, TestRollup rollup) {
    return Assertions.tuple(kind, rollup.chain());
  }
}
