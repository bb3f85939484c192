package network.superblock.superblock.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.protocol.slot.SlotState;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.superblock.Announcements.Announcement;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.assembly.SlotCheck;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import network.superblock.superblock.publishing.Candidate;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The service's schema in a real Postgres, and everything that writes to it. */
public final class TestDatabase {

  public static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  static final Instant CLOSED = NOW.minusSeconds(6);

  private static final Map<Class<?>, ConnectionFactory> SCHEMAS = new ConcurrentHashMap<>();

  final ManualClock clock = new ManualClock(NOW);
  final DatabaseClient client;
  final WriterFence fence;
  final PostgresSlotStore slots;
  final PostgresSettlementStore settlement;
  final PostgresPublishedSuperblocks published;
  final PostgresAnnouncements announcements;
  private final ConnectionFactory connections;
  private long offset;

  private TestDatabase(ConnectionFactory connections) {
    this.connections = connections;
    this.client = DatabaseClient.create(connections);
    this.fence = fence();
    fence.claim().block();
    this.slots = new PostgresSlotStore(client, fence, clock, SlotScript.GENESIS);
    this.settlement =
        new PostgresSettlementStore(
            client, fence, clock, new PostgresSettlementStore.Origin(SlotScript.GENESIS, 0));
    this.published = new PostgresPublishedSuperblocks(client, fence, clock, settlement::hashOf);
    this.announcements =
        new PostgresAnnouncements(client, fence, Ledger.genesis(SlotScript.GENESIS));
    settlement.open().block();
  }

  /** The test class' own schema, emptied. */
  public static TestDatabase of(Class<?> test) {
    var connections = SCHEMAS.computeIfAbsent(test, TestDatabase::migrated);
    DatabaseClient.create(connections)
        .sql(
            """
            WITH places AS (DELETE FROM slot_place), superblocks AS (DELETE FROM superblock),
              attempts AS (DELETE FROM publish_attempt), settlements AS (DELETE FROM settlement),
              roll_backs AS (DELETE FROM roll_back)
            DELETE FROM superblock_event
            """)
        .then()
        .block();
    return new TestDatabase(connections);
  }

  private static ConnectionFactory migrated(Class<?> test) {
    var database = SharedPostgres.databaseOf(test);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("classpath:migration/superblock-service")
        .load()
        .migrate();
    var options =
        ConnectionFactoryOptions.parse(database.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, database.user())
            .option(ConnectionFactoryOptions.PASSWORD, database.password())
            .build();
    var pool = ConnectionPoolConfiguration.builder(ConnectionFactories.get(options)).maxSize(4);
    return new ConnectionPool(pool.initialSize(1).build());
  }

  WriterFence fence() {
    return new WriterFence(
        client, TransactionalOperator.create(new R2dbcTransactionManager(connections)));
  }

  /** Keeps a slot that the script wrote, checked against the state before it. */
  Kept keep(SlotScript script, long slot) {
    var before = script.state();
    var written = script.build(slot);
    return keep(check(written, before));
  }

  static ClosedSlot check(WrittenSlot written, SlotState before) {
    return SlotCheck.of(written.before(before), written.closed(), CLOSED, written.acceptedBlocks());
  }

  Kept keep(ClosedSlot slot) {
    offset += 10;
    return keepAt(slot, offset);
  }

  Kept keepAt(ClosedSlot slot, long next) {
    return get(slots.keep(slot, placeAt(next)));
  }

  static SlotPlace placeAt(long next) {
    return new SlotPlace(next, Optional.of(new Leader(new Term(3), "slot-1")), 42);
  }

  List<ProtocolMessage> announced() {
    return get(announcements.open(100).map(Announcement::message).collectList());
  }

  List<String> events() {
    return get(
        client
            .sql("SELECT type FROM superblock_event ORDER BY id")
            .map(row -> Columns.text(row, "type"))
            .all()
            .collectList());
  }

  /** Waits for what must come. */
  static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block());
  }

  Candidate candidate(long number) {
    var candidates = get(settlement.standing()).candidates();
    return Objects.requireNonNull(candidates.get(new SuperblockNumber(number)));
  }
}
