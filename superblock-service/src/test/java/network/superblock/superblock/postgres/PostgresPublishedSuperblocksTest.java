package network.superblock.superblock.postgres;

import static network.superblock.superblock.postgres.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.superblock.contracts.SettlementContract.Stored;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.superblock.PublishedSuperblocks.Kept;
import network.superblock.superblock.SettlementStore.Refusal;
import network.superblock.superblock.assembly.PublishedCheck;
import network.superblock.superblock.assembly.SlotScript;
import network.superblock.superblock.assembly.StoredSuperblock;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RolledBack;
import network.superblock.superblock.publishing.Inclusion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of superblocks on L1, and found about them, in a real Postgres. */
class PostgresPublishedSuperblocksTest {

  private static final Inclusion WHERE =
      new Inclusion(AbiWord.of(0x77), new L1BlockRef(12, AbiWord.of(0x12)));
  private static final SuperblockNumber GENESIS = new SuperblockNumber(0);

  private final TestDatabase database = TestDatabase.of(PostgresPublishedSuperblocksTest.class);
  private final SlotScript script = new SlotScript();
  private Ledger first;
  private Ledger second;

  @BeforeEach
  void keepTwoSuperblocks() {
    database.keep(script, 5);
    first = script.state().ground().ledger();
    database.keep(script, 7);
    second = script.state().ground().ledger();
  }

  @Test
  void recomputesASuperblockFromItsRows() {
    assertThat(find(first)).isEqualTo(new Kept.Nothing());
    apply(included(first));
    var kept = whole(first);
    var parent = get(database.published.hashOf(GENESIS));
    var header = kept.header();
    var onL1 = Optional.of(new Stored(first.hash(), header.blocksRoot(), header.slot()));
    var another = Optional.of(new Stored(second.hash(), header.blocksRoot(), header.slot()));

    assertThat(PublishedCheck.fault(kept, parent, onL1)).isEmpty();
    assertThat(PublishedCheck.fault(kept, parent, Optional.empty())).isEmpty();
    assertThat(PublishedCheck.fault(kept, parent, another).orElseThrow()).contains("L1 holds");
    assertThat(PublishedCheck.fault(kept, Optional.empty(), onL1).orElseThrow()).contains("parent");
    sql("UPDATE superblock_block SET hash = decode(repeat('11', 32), 'hex') WHERE slot = 5");
    assertThat(PublishedCheck.fault(whole(first), parent, onL1).orElseThrow())
        .contains("its blocks and xTs make");
  }

  @Test
  void remembersAFaultUntilTheSuperblockIsSoundOrVoid() {
    apply(included(first));
    assertThat(verified(first, Optional.empty())).isFalse();
    var fault = Optional.of("L1 holds another");

    assertThat(verified(first, fault)).isTrue();
    assertThat(verified(first, fault)).isFalse();
    assertThat(get(database.published.fault())).contains(new Refusal(first.number(), fault.get()));
    assertThat(database.events()).endsWith("superblock-mismatched");
    assertThat(verified(first, Optional.empty())).isTrue();
    assertThat(get(database.published.fault())).isEmpty();
    assertThat(verified(first, fault)).isTrue();
    apply(new RolledBack(1, GENESIS, SlotScript.GENESIS, WHERE.block()));
    assertThat(get(database.published.fault())).isEmpty();
    assertThat(get(database.published.faultyAbove(GENESIS))).isEmpty();
  }

  @Test
  void isDueUntilItWasVerifiedHoweverManyLooksFail() {
    apply(included(first), included(second));

    assertThat(unverified(1)).containsExactly(first.number());
    assertThat(unverified(9)).containsExactly(first.number(), second.number());
    verified(first, Optional.empty());
    assertThat(unverified(9)).containsExactly(second.number());
    verified(second, Optional.of("wrong"));
    assertThat(unverified(9)).isEmpty();
    apply(new Finalized(first.number(), first.hash(), WHERE));
    assertThat(unverified(9)).containsExactly(first.number());
  }

  @Test
  void goesThroughTheFaultyOnesOneByOne() {
    apply(included(first), included(second));
    verified(first, Optional.of("wrong"));
    verified(second, Optional.of("wrong too"));

    assertThat(get(database.published.faultyAbove(GENESIS))).contains(first.number());
    assertThat(get(database.published.faultyAbove(first.number()))).contains(second.number());
    assertThat(get(database.published.faultyAbove(second.number()))).isEmpty();
  }

  @Test
  void stillFindsAFaultyOneThatL1HasReorgedOut() {
    apply(included(first));
    verified(first, Optional.of("wrong"));
    apply(new Reorged(first.number(), first.hash()));

    assertThat(find(first))
        .isInstanceOfSatisfying(Kept.Whole.class, kept -> assertThat(kept.onL1()).isFalse());
    verified(first, Optional.empty());
    assertThat(find(first)).isEqualTo(new Kept.Nothing());
  }

  @Test
  void saysThatRowsDoNotRead() {
    apply(included(first), included(second));
    sql("UPDATE superblock SET slot_closed = '\\xff'::bytea WHERE slot = 5");
    sql("UPDATE superblock_block SET hash = '\\x01'::bytea WHERE slot = 7");

    assertThat(find(first)).isInstanceOf(Kept.Damaged.class);
    assertThat(find(second)).isInstanceOf(Kept.Damaged.class);
  }

  private Kept find(Ledger superblock) {
    return get(database.published.find(superblock.number()));
  }

  private StoredSuperblock whole(Ledger superblock) {
    return ((Kept.Whole) find(superblock)).superblock();
  }

  private List<SuperblockNumber> unverified(int limit) {
    return get(database.published.unverified(limit).collectList());
  }

  private boolean verified(Ledger superblock, Optional<String> fault) {
    return get(database.published.verified(superblock.number(), fault));
  }

  private void apply(Change... changes) {
    get(database.settlement.apply(Arrays.asList(changes)));
  }

  private void sql(String sql) {
    database.client.sql(sql).then().block();
  }

  private static Change included(Ledger superblock) {
    return new Included(superblock.number(), superblock.hash(), WHERE);
  }
}
