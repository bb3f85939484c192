package network.superblock.sequencer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.sequencer.transaction.Account;
import network.superblock.wire.signature.SigningKey;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.Test;

class LocalPoolTest {

  private static final SigningKey ALICE = SigningKey.fromHex("01".repeat(32));
  private static final SigningKey BOB = SigningKey.fromHex("02".repeat(32));
  private static final Wei BASE_FEE = Wei.of(10);
  private static final Wei RICH = new Wei(BigInteger.TEN.pow(18));

  private final LocalPool pool = new LocalPool(new PoolLimits(6, 3, 10));
  private final Map<Address, Account> accounts = new HashMap<>();

  @Test
  void theHigherTipGoesFirst() {
    SignedTransaction cheap = admitted(ALICE, 0, 1);
    SignedTransaction dear = admitted(BOB, 0, 2);

    assertThat(drain()).containsExactly(dear, cheap);
  }

  @Test
  void atTheSameTipTheEarlierGoesFirst() {
    SignedTransaction first = admitted(BOB, 0, 1);
    SignedTransaction second = admitted(ALICE, 0, 1);

    assertThat(drain()).containsExactly(first, second);
  }

  @Test
  void aSendersTransactionsGoInTheOrderOfTheirNonces() {
    SignedTransaction second = admitted(ALICE, 1, 9);
    SignedTransaction first = admitted(ALICE, 0, 1);

    assertThat(drain()).containsExactly(first, second);
  }

  @Test
  void aGapIsWaitedFor() {
    admitted(ALICE, 1, 1);

    assertThat(drain()).isEmpty();
    assertThat(pool.noncesOf(ALICE.address())).containsExactly(1L);
    admitted(ALICE, 0, 1);
    assertThat(pool.noncesOf(ALICE.address())).containsExactlyInAnyOrder(0L, 1L);
    assertThat(drain()).hasSize(2);
  }

  @Test
  void aFeeCapBelowTheBaseFeeWaits() {
    SignedTransaction waiting = admitted(ALICE, 0, 0);

    assertThat(pool.next(this::account, BASE_FEE.plus(Wei.of(1)), _ -> true)).isEmpty();
    assertThat(drain()).containsExactly(waiting);
  }

  @Test
  void aReplacementMustPayATenthMore() {
    SignedTransaction first = admitted(ALICE, 0, 100);

    assertThat(refusal(transaction(ALICE, 0, 109)))
        .isEqualTo("replacement transaction underpriced");
    assertThat(pool.admit(transaction(ALICE, 0, 200), account(ALICE.address())))
        .isEqualTo(new PoolAdmission.Admitted(Optional.of(first)));
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void theSameTransactionIsKnown() {
    SignedTransaction first = admitted(ALICE, 0, 1);

    assertThat(refusal(first)).isEqualTo("already known");
  }

  @Test
  void theBalanceMustCoverAllThatWaits() {
    SignedTransaction first = transaction(ALICE, 0, 0);
    Wei cost = first.body().maxCost();
    accounts.put(ALICE.address(), new Account(0, cost, false));
    pool.admit(first, account(ALICE.address()));

    assertThat(refusal(transaction(ALICE, 1, 0)))
        .isEqualTo(
            "insufficient funds for gas * price + value: balance %s, queued cost %s, tx cost %s, overshot %s"
                .formatted(cost, cost, cost, cost));
  }

  @Test
  void thePoolIsBounded() {
    for (int nonce = 0; nonce < 3; nonce++) admitted(ALICE, nonce, 1);
    assertThat(refusal(transaction(ALICE, 3, 1))).isEqualTo("account limit exceeded");
    for (int nonce = 0; nonce < 3; nonce++) admitted(BOB, nonce, 1);
    assertThat(refusal(transaction(SigningKey.fromHex("03".repeat(32)), 0, 1)))
        .isEqualTo("txpool is full");
  }

  @Test
  void whatComesBackGoesFirstInItsOrder() {
    SignedTransaction waiting = admitted(SigningKey.fromHex("03".repeat(32)), 0, 50);
    SignedTransaction one = transaction(ALICE, 0, 1);
    SignedTransaction two = transaction(BOB, 0, 2);
    SignedTransaction earlier = transaction(SigningKey.fromHex("04".repeat(32)), 0, 1);

    pool.returnToFront(List.of(one, two));
    pool.returnToFront(List.of(earlier));

    assertThat(drain()).containsExactly(earlier, one, two, waiting);
  }

  @Test
  void whatIsUsedUpIsRemoved() {
    SignedTransaction stale = admitted(ALICE, 0, 1);
    SignedTransaction next = admitted(ALICE, 1, 1);
    accounts.put(ALICE.address(), new Account(1, RICH, false));

    assertThat(pool.removeStale(this::account)).containsExactly(stale);
    assertThat(pool.find(next.hash())).contains(next);
    assertThat(pool.find(stale.hash())).isEmpty();
  }

  /** Of the node each question costs a round trip. */
  @Test
  void asksForAllSendersAtOnce() {
    admitted(ALICE, 0, 1);
    admitted(BOB, 0, 1);
    var prepared = new ArrayList<Collection<Address>>();
    var asked =
        new LocalPool.Accounts() {
          @Override
          public Account of(Address address) {
            assertThat(prepared.getLast()).contains(address);
            return account(address);
          }

          @Override
          public void prepare(Collection<Address> addresses) {
            prepared.add(List.copyOf(addresses));
          }
        };

    pool.removeStale(asked);
    assertThat(pool.next(asked, BASE_FEE, _ -> true)).isPresent();

    assertThat(prepared).hasSize(2);
  }

  private List<SignedTransaction> drain() {
    var drained = new ArrayList<SignedTransaction>();
    Optional<SignedTransaction> next = pool.next(this::account, BASE_FEE, _ -> true);
    while (next.isPresent()) {
      SignedTransaction transaction = next.get();
      drained.add(transaction);
      pool.remove(transaction);
      Account before = account(transaction.sender());
      accounts.put(transaction.sender(), new Account(before.nonce() + 1, before.balance(), false));
      next = pool.next(this::account, BASE_FEE, _ -> true);
    }
    return drained;
  }

  private SignedTransaction admitted(SigningKey sender, long nonce, long tip) {
    SignedTransaction transaction = transaction(sender, nonce, tip);
    assertThat(pool.admit(transaction, account(sender.address())))
        .isEqualTo(new PoolAdmission.Admitted(Optional.empty()));
    return transaction;
  }

  private String refusal(SignedTransaction transaction) {
    return pool.admit(transaction, account(transaction.sender()))
            instanceof PoolAdmission.Refused(var refusal)
        ? refusal.message()
        : "admitted";
  }

  private Account account(Address address) {
    return accounts.getOrDefault(address, new Account(0, RICH, false));
  }

  private static SignedTransaction transaction(SigningKey sender, long nonce, long tip) {
    var recipient = Address.fromHex("35".repeat(20));
    Wei tipCap = Wei.of(tip);
    var body =
        Transaction.call(nonce, 21_000, BASE_FEE.plus(tipCap), tipCap, recipient, Bytes.EMPTY);
    return SignedTransaction.sign(body, sender, new ChainId(1));
  }
}
