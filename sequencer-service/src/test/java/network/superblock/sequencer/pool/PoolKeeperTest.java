package network.superblock.sequencer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import network.superblock.embedded.junit.SharedPostgres;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.sequencer.LocalTransactions;
import network.superblock.sequencer.postgres.PostgresLocalTransactions;
import network.superblock.sequencer.transaction.Account;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.Wei;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The pool and what a real Postgres has of it. */
class PoolKeeperTest {

  private static final ChainId CHAIN = new ChainId(1);
  private static final Wei BASE_FEE = Wei.of(10);
  private static final SigningKey ALICE = SigningKey.fromHex("01".repeat(32));
  private static final SigningKey BOB = SigningKey.fromHex("02".repeat(32));
  private static final BlockRef FIVE = block(5);
  private static final BlockRef SIX = block(6);

  private final DatabaseClient database = database();
  private final LocalTransactions rows = new PostgresLocalTransactions(database);
  private final TreeMap<Address, Long> nonces = new TreeMap<>();

  @BeforeEach
  void empty() {
    database.sql("TRUNCATE local_transaction").then().block();
  }

  @Test
  void whatComesBackLeavesThePoolWithinItsBoundsAndLosesNothing() {
    var keeper = keeper(rows, 3);
    var five = admit(keeper, ALICE, 0, 2);
    seal(keeper, FIVE, five);
    var six = admit(keeper, ALICE, 2, 2);
    seal(keeper, SIX, six);
    var waiting = admit(keeper, BOB, 0, 3);

    keeper.unseal(_ -> true);

    assertThat(keeper.size()).isEqualTo(3);
    assertThat(drain(keeper)).containsExactlyElementsOf(joined(joined(five, six), waiting));
  }

  @Test
  void aDraftThatIsNoMoreLeavesThePoolWithinItsBoundsToo() {
    var keeper = keeper(rows, 2);
    var drafted = admit(keeper, ALICE, 0, 2);
    drafted.forEach(each -> keeper.drafted(each.raw()));
    var waiting = admit(keeper, BOB, 0, 2);

    keeper.returned(drafted.stream().map(SignedTransaction::raw).toList());

    assertThat(keeper.size()).isEqualTo(2);
    assertThat(drain(keeper)).containsExactlyElementsOf(joined(drafted, waiting));
  }

  @Test
  void aLostReplyStrandsNothing() {
    var sealed = admit(keeper(rows, 9), ALICE, 0, 2);
    var keeper = keeper(new WithoutReply(rows), 9);
    keeper.load();
    seal(keeper, FIVE, sealed);

    assertThatThrownBy(() -> keeper.unseal(_ -> true)).isInstanceOf(UnavailableException.class);
    keeper.unseal(_ -> true);

    assertThat(drain(keeper)).containsExactlyElementsOf(sealed);
  }

  @Test
  void aReplacementWhoseReplyIsLostStrandsNobody() {
    var keeper = keeper(new WithoutReply(rows), 9);
    rows.keep(transaction(ALICE, 0, 1).hash(), transaction(ALICE, 0, 1).raw());
    keeper.load();
    var better = transaction(ALICE, 0, 50);

    assertThatThrownBy(() -> keeper.admit(better, account(ALICE.address())))
        .isInstanceOf(UnavailableException.class);
    assertThat(drain(keeper)).containsExactly(better);
  }

  @Test
  void aRestartKnowsWhatCameBack() {
    var before = keeper(rows, 9);
    var sealed = admit(before, ALICE, 0, 2);
    seal(before, FIVE, sealed);
    var waiting = admit(before, BOB, 0, 1);
    before.unseal(_ -> true);

    var after = keeper(rows, 9);
    after.load();

    assertThat(sealed).allMatch(after::isReturned);
    assertThat(waiting).noneMatch(after::isReturned);
    assertThat(drain(after)).containsExactlyElementsOf(joined(sealed, waiting));
  }

  @Test
  void aRestartBetweenAReplacementAndItsEndTakesTheBetterOne() {
    var before = keeper(rows, 9);
    var cheap = admit(before, ALICE, 0, 1).getFirst();
    var better = transaction(ALICE, 0, 50);
    rows.keep(better.hash(), better.raw());

    var after = keeper(rows, 9);
    after.load();

    assertThat(after.find(better.hash())).isPresent();
    assertThat(after.find(cheap.hash())).isEmpty();
    assertThat(rows.waiting(9)).hasSize(1);
  }

  private List<SignedTransaction> drain(PoolKeeper keeper) {
    var drained = new ArrayList<SignedTransaction>();
    for (var next = next(keeper); next.isPresent(); next = next(keeper)) {
      drained.add(next.get());
      keeper.drafted(next.get().raw());
      nonces.merge(next.get().sender(), 1L, Long::sum);
    }
    return drained;
  }

  private Optional<SignedTransaction> next(PoolKeeper keeper) {
    return keeper.next(this::account, BASE_FEE, _ -> true);
  }

  private Account account(Address address) {
    return new Account(nonces.getOrDefault(address, 0L), new Wei(BigInteger.TEN.pow(18)), false);
  }

  private List<SignedTransaction> admit(PoolKeeper keeper, SigningKey sender, long from, int many) {
    var admitted =
        LongStream.range(from, from + many)
            .mapToObj(nonce -> transaction(sender, nonce, 1))
            .toList();
    for (var each : admitted)
      assertThat(keeper.admit(each, account(sender.address())))
          .isInstanceOf(PoolAdmission.Admitted.class);
    return admitted;
  }

  private static void seal(PoolKeeper keeper, BlockRef block, List<SignedTransaction> all) {
    all.forEach(each -> keeper.drafted(each.raw()));
    keeper.sealed(block, all.stream().map(SignedTransaction::hash).toList(), List.of());
  }

  private static PoolKeeper keeper(LocalTransactions durable, int capacity) {
    var pool = new LocalPool(new PoolLimits(capacity, 9, 10));
    return new PoolKeeper(pool, durable, new TransactionDecoder(CHAIN));
  }

  private static SignedTransaction transaction(SigningKey sender, long nonce, long tip) {
    Wei tipCap = Wei.of(tip);
    var body =
        Transaction.call(nonce, 21_000, BASE_FEE.plus(tipCap), tipCap, BOB.address(), Bytes.EMPTY);
    return SignedTransaction.sign(body, sender, CHAIN);
  }

  private static BlockRef block(long number) {
    return new BlockRef(
        new BlockNumber(number), Hash32.fromHex("0x" + "0%d".formatted(number).repeat(32)));
  }

  private static List<SignedTransaction> joined(
      List<SignedTransaction> first, List<SignedTransaction> second) {
    var joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  private static DatabaseClient database() {
    var postgres = SharedPostgres.databaseOf(PoolKeeperTest.class);
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .locations("classpath:migration/sequencer-service")
        .load()
        .migrate();
    return DatabaseClient.create(
        ConnectionFactories.get(
            ConnectionFactoryOptions.parse(postgres.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, postgres.user())
                .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
                .build()));
  }

  /** Postgres does what it is asked to, but the connection ends before it can say so, once. */
  private static final class WithoutReply implements LocalTransactions {

    private final LocalTransactions rows;
    private boolean lost;

    WithoutReply(LocalTransactions rows) {
      this.rows = rows;
    }

    @Override
    public void unseal(List<Hash32> blocks) {
      rows.unseal(blocks);
      lose();
    }

    private void lose() {
      if (lost) return;
      lost = true;
      throw new UnavailableException("the connection is gone", new IOException());
    }

    @Override
    public void keep(Hash32 hash, Bytes transaction) {
      rows.keep(hash, transaction);
      lose();
    }

    @Override
    public void forget(List<Hash32> hashes) {
      rows.forget(hashes);
    }

    @Override
    public List<Waiting> waiting(int limit) {
      return rows.waiting(limit);
    }

    @Override
    public void putFirst(List<Hash32> hashes) {
      rows.putFirst(hashes);
    }

    @Override
    public void sealed(BlockRef block, List<Hash32> hashes) {
      rows.sealed(block, hashes);
    }

    @Override
    public List<BlockRef> sealedIn() {
      return rows.sealedIn();
    }
  }
}
