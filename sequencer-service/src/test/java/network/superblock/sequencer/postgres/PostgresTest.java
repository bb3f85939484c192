package network.superblock.sequencer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.JournalEntry;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.sequencer.LocalTransactions;
import network.superblock.sequencer.SequencerJournal.Recorded;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

class PostgresTest {

  private static final ChainId CHAIN = new ChainId(77777);

  private static final ConnectionFactory CONNECTIONS = migrated();

  private final DatabaseClient database = DatabaseClient.create(CONNECTIONS);
  private final PostgresSequencerJournal journal =
      new PostgresSequencerJournal(
          database, TransactionalOperator.create(new R2dbcTransactionManager(CONNECTIONS)));
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final PostgresSealedBlocks blocks =
      new PostgresSealedBlocks(database, Duration.ofDays(7), clock);
  private final PostgresLocalTransactions local = new PostgresLocalTransactions(database);

  private static ConnectionFactory migrated() {
    PostgresDatabase postgres = SharedPostgres.databaseOf(PostgresTest.class);
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .locations("classpath:migration/sequencer-service")
        .load()
        .migrate();
    return ConnectionFactories.get(
        ConnectionFactoryOptions.parse(postgres.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, postgres.user())
            .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
            .build());
  }

  @BeforeEach
  void empty() {
    database.sql("TRUNCATE journal, place, sealed_block, local_transaction").then().block();
  }

  @Test
  void aNewSequencerHasNoJournal() {
    assertThat(journal.load())
        .isEqualTo(new Recorded(List.of(), SlotPlace.BEGINNING, InputOffsets.NONE));
  }

  @Test
  void theJournalGoesBackToTheLastOpening() {
    var inputs = new InputOffsets(new TreeMap<>(Map.of("sbcp.mailbox-1", 4L)));
    var place = new SlotPlace(12, Optional.empty(), 3);
    journal.append(List.of(opening(), ready(1)), Optional.empty(), InputOffsets.NONE);
    journal.append(List.of(ready(2), opening(), ready(3)), Optional.of(place), inputs);
    journal.append(List.of(ready(4)), Optional.empty(), inputs);

    assertThat(journal.load())
        .isEqualTo(new Recorded(List.of(opening(), ready(3), ready(4)), place, inputs));
  }

  @Test
  void aJournalWithoutABeginningIsNone() {
    journal.append(List.of(ready(1)), Optional.empty(), InputOffsets.NONE);

    assertThat(journal.load().entries()).isEmpty();
  }

  @Test
  void aJournalThatCannotBeReadIsNone() {
    journal.append(List.of(opening()), Optional.empty(), InputOffsets.NONE);
    database.sql("UPDATE journal SET entry = '{\"kind\":\"Unheard\"}'").then().block();

    assertThat(journal.load().entries()).isEmpty();
  }

  @Test
  void sealedBlocksAreKeptUntilFinal() {
    L2Block one = block(1);
    L2Block two = block(2);
    L2Block dropped = block(3);
    for (L2Block block : List.of(one, two, two, dropped)) blocks.keep(block);
    blocks.included(new BlockRef(one.number(), one.hash()), new SuperblockNumber(1));
    blocks.included(new BlockRef(two.number(), two.hash()), new SuperblockNumber(2));

    blocks.finalized(new SuperblockNumber(2));

    assertThat(blocks.find(one.hash())).isEmpty();
    assertThat(blocks.find(two.hash())).contains(two);
    assertThat(blocks.find(dropped.hash())).contains(dropped);
  }

  @Test
  void localTransactionsWaitAgainWhenTheirBlocksAreNoMore() {
    Bytes a = keep("aa");
    Bytes b = keep("bb");
    Bytes c = keep("cc");
    Bytes d = keep("dd");
    var five = new BlockRef(new BlockNumber(5), hash(a));
    var six = new BlockRef(new BlockNumber(6), hash(b));
    Hash32 elsewhere = hash(c);
    local.sealed(five, List.of(hash(c), hash(a)));
    local.sealed(six, List.of(hash(d)));
    assertThat(waiting()).containsExactly(b);

    assertThat(local.sealedIn()).containsExactly(five, six);
    assertThat(unsealed(elsewhere)).containsExactly(b);
    assertThat(unsealed(six.hash(), five.hash())).containsExactly(c, a, d, b);
    assertThat(local.waiting(9).stream().map(each -> each.place() < 0))
        .containsExactly(true, true, true, false);
    assertThat(local.waiting(2)).hasSize(2);
    local.putFirst(List.of(hash(b), hash(d)));
    assertThat(waiting()).containsExactly(b, d, c, a);
    assertThat(local.sealedIn()).isEmpty();
  }

  @Test
  void finalLocalTransactionsAreForgottenInTime() {
    Bytes a = keep("aa");
    Bytes b = keep("bb");
    BlockRef one = includedIn(1, a);

    blocks.finalized(new SuperblockNumber(1));
    assertThat(local.sealedIn()).isEmpty();
    assertThat(waiting()).containsExactly(b);
    clock.set(Instant.EPOCH.plus(Duration.ofDays(8)));
    blocks.finalized(new SuperblockNumber(2));

    blocks.rolledBack(new SuperblockNumber(0));
    assertThat(unsealed(one.hash())).containsExactly(b);
  }

  @Test
  void aRollBackTakesBackWhatWasFinal() {
    Bytes a = keep("aa");
    Bytes b = keep("bb");
    BlockRef one = includedIn(1, a);
    BlockRef two = includedIn(2, b);
    blocks.finalized(new SuperblockNumber(2));

    blocks.rolledBack(new SuperblockNumber(1));
    assertThat(local.sealedIn()).containsExactly(two);
    assertThat(unsealed(two.hash())).containsExactly(b);

    blocks.rolledBack(new SuperblockNumber(0));
    assertThat(local.sealedIn()).containsExactly(one);
    assertThat(unsealed(one.hash())).containsExactly(a, b);
  }

  /** Another block of the same height is final: what it does not hold is still owed to its user. */
  @Test
  void whatStandsInAnotherBlockOfAFinalHeightIsKept() {
    Bytes a = keep("aa");
    L2Block one = block(1);
    blocks.keep(one);
    blocks.included(new BlockRef(one.number(), one.hash()), new SuperblockNumber(1));
    var rival = new BlockRef(one.number(), hash(a));
    local.sealed(rival, List.of(hash(a)));

    blocks.finalized(new SuperblockNumber(1));

    assertThat(unsealed(rival.hash())).containsExactly(a);
  }

  @Test
  void aRefusedTransactionIsForgotten() {
    Bytes a = keep("aa");
    keep("aa");
    assertThat(waiting()).containsExactly(a);

    local.forget(List.of(hash(a)));

    assertThat(waiting()).isEmpty();
  }

  private BlockRef includedIn(long number, Bytes transaction) {
    L2Block block = block(number);
    var ref = new BlockRef(block.number(), block.hash());
    blocks.keep(block);
    local.sealed(ref, List.of(hash(transaction)));
    blocks.included(ref, new SuperblockNumber(number));
    return ref;
  }

  private List<Bytes> unsealed(Hash32... blocks) {
    local.unseal(List.of(blocks));
    return waiting();
  }

  private List<Bytes> waiting() {
    return local.waiting(99).stream().map(LocalTransactions.Waiting::raw).toList();
  }

  private Bytes keep(String hex) {
    Bytes raw = Bytes.fromHex(hex);
    local.keep(hash(raw), raw);
    return raw;
  }

  private static Hash32 hash(Bytes raw) {
    return Keccak256.hash(raw);
  }

  private static JournalEntry opening() {
    return (JournalEntry) Samples.of(JournalEntry.SlotEntered.class).getFirst();
  }

  private static JournalEntry ready(long slot) {
    return new JournalEntry.Happened(new SequencerEvent.NodeReady(new Slot(slot)));
  }

  private static L2Block block(long number) {
    return new L2Block(
        new Slot(number),
        CHAIN,
        new BlockNumber(number),
        Keccak256.hash(Bytes.of((byte) number)),
        Hash32.ZERO,
        List.of(),
        Bytes.fromHex("c0"),
        BlockEvidence.NONE);
  }
}
