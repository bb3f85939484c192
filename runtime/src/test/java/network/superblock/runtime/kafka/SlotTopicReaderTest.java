package network.superblock.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotTopicReaderTest {

  private static final Sender A = new Sender.Publisher(Role.SLOT_SERVICE, "a");
  private static final Sender B = new Sender.Publisher(Role.SLOT_SERVICE, "b");
  private static final Term ONE = new Term(1);
  private static final Term TWO = new Term(2);

  private final List<SlotEntry> entries = new CopyOnWriteArrayList<>();
  private TestNetwork network;
  // The log of the test before is cut off.
  private long first;
  private TopicClients reading;

  @BeforeEach
  void start() throws Exception {
    network = new TestNetwork();
    network.forget(Topic.SLOT);
    network.forget(Topic.XT);
    first = network.nextOffset(Topic.SLOT);
    reading = network.join(new Sender.Publisher(Role.XT_QUEUE_SERVICE, "reads"));
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Test
  void readsWhatTheLeaderWroteAndDropsTheRest() throws Exception {
    var a = writer(A, key(A, 0, Long.MAX_VALUE));
    var b = writer(B, key(B, 0, Long.MAX_VALUE));
    append(a, ONE, new LeaderClaim(ONE, "a"), start(1, 7));
    append(b, ONE, new LeaderClaim(ONE, "b"));
    append(b, TWO, new LeaderClaim(TWO, "b"));
    append(a, ONE, new RequestSeal(new Slot(1), List.of()));
    append(b, TWO, new RequestSeal(new Slot(1), List.of()));

    read(SlotPlace.BEGINNING);
    assertThat(entries)
        .extracting(SlotEntry::record)
        .containsExactly(
            new LeaderClaim(ONE, "a"),
            start(1, 7),
            new LeaderClaim(TWO, "b"),
            new RequestSeal(new Slot(1), List.of()));
    assertThat(entries)
        .extracting(SlotEntry::offset)
        .containsExactly(first, first + 1, first + 3, first + 5);
    assertThat(entries.getLast().leader()).isEqualTo(new Leader(TWO, "b"));
  }

  @Test
  void goesOnFromAPlaceThatWasKept() throws Exception {
    var a = writer(A, key(A, 0, Long.MAX_VALUE));
    append(a, ONE, new LeaderClaim(ONE, "a"), start(1, 7));
    read(SlotPlace.BEGINNING);
    var place = entries.getLast().after();
    assertThat(place).isEqualTo(new SlotPlace(first + 2, Optional.of(new Leader(ONE, "a")), 7));
    append(a, ONE, new RequestSeal(new Slot(1), List.of()));

    entries.clear();
    read(place);
    assertThat(entries)
        .extracting(SlotEntry::record)
        .containsExactly(new RequestSeal(new Slot(1), List.of()));
  }

  @Test
  void believesAKeyFromTheSlotThatNamesItUntilTheOneThatDoesNot() throws Exception {
    var old = key(A, 0, 20);
    var a = writer(A, old);
    append(a, ONE, new LeaderClaim(ONE, "a"), start(1, 10));
    var b = writer(B, key(B, 15, Long.MAX_VALUE));
    append(b, TWO, new LeaderClaim(TWO, "b"), start(2, 25));
    // Its key was taken out at L1 block 20: the log has moved on.
    append(a, new Term(3), new LeaderClaim(new Term(3), "a"));
    append(b, TWO, new RequestSeal(new Slot(2), List.of()));

    read(SlotPlace.BEGINNING);
    assertThat(entries)
        .extracting(SlotEntry::offset)
        .containsExactly(first, first + 1, first + 2, first + 3, first + 5);
    await().until(() -> network.dump("sbcp.slot.dlt").size() == 1);
  }

  @Test
  void otherReadersFollowTheKeysOfTheSlot() throws Exception {
    var queue = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "a");
    var old = TestNetwork.newKey();
    network.keys.register(queue, old, 0, 20);
    var a = writer(A, key(A, 0, Long.MAX_VALUE));
    append(a, ONE, new LeaderClaim(ONE, "a"), start(1, 10));
    var slots = network.closing(reading.readSlots("slots", SlotPlace.BEGINNING, entries::addAll));
    slots.caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);

    var collecting = new Collecting();
    network.closing(reading.read("xt", Set.of(Topic.XT), ReadFrom.beginning(), collecting));
    var writer = network.closing(network.clients(queue, old, Map.of()).writer("test"));
    writer.append(TestNetwork.outgoing(1)).get();
    collecting.awaitSize(1);
    append(a, ONE, start(2, 30));
    await().until(() -> entries.size() == 3);
    writer.append(TestNetwork.outgoing(2)).get();
    await().until(() -> network.dump("sbcp.xt.dlt").size() == 1);
    assertThat(collecting.all).hasSize(1);
  }

  @Test
  void repeatsTheSameEntriesUntilAnOutageIsOver() throws Exception {
    append(writer(A, key(A, 0, Long.MAX_VALUE)), ONE, new LeaderClaim(ONE, "a"), start(1, 7));
    var seen = new ArrayList<List<SlotEntry>>();
    var reader =
        reading.readSlots(
            "slots",
            SlotPlace.BEGINNING,
            batch -> {
              seen.add(batch);
              if (seen.size() < 3)
                throw new UnavailableException("Postgres is away", new IllegalStateException());
            });
    network.closing(reader).caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(seen).hasSize(3).allMatch(batch -> batch.equals(seen.getFirst()));
  }

  @Test
  void refusesAPlaceThatTheTopicDoesNotReachBackTo() {
    var beyond = new SlotPlace(first + 99, Optional.empty(), 0);
    assertThatThrownBy(() -> reading.readSlots("slots", beyond, entries::addAll))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SigningKey key(Sender sender, long from, long until) {
    var key = TestNetwork.newKey();
    network.keys.register(sender, key, from, until);
    return key;
  }

  private TopicWriter writer(Sender sender, SigningKey key) {
    return network.closing(network.clients(sender, key, Map.of()).writer("slots"));
  }

  private void read(SlotPlace from) throws Exception {
    try (var reader = reading.readSlots("slots", from, entries::addAll)) {
      reader.caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private static void append(TopicWriter writer, Term term, SlotRecord... records)
      throws Exception {
    var outgoing = new ArrayList<Outgoing>();
    for (var record : records) outgoing.add(new Outgoing(Topic.SLOT, term, record));
    writer.append(outgoing).get();
  }

  private static StartSlot start(long slot, long l1Block) {
    return new StartSlot(
        new SlotOpening(
            new Slot(slot),
            new SuperblockNumber(1),
            Hash32.fromHex("0x" + "22".repeat(32)),
            Collections.emptySortedMap(),
            new L1BlockRef(l1Block, Hash32.ZERO),
            InputOffsets.NONE,
            0));
  }
}
