package network.superblock.sequencer.draft;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.AccountDiff;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.sequencer.evm.Trace;
import network.superblock.sequencer.transaction.Account;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.sequencer.transaction.TransactionRules;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;

/** Runs transactions on drafts of one block, after the checks that the node leaves out. */
public final class Executor {

  private final ExecutionNode node;
  private final BlockNumber parent;
  private final Map<Address, Account> parentAccounts = new ConcurrentHashMap<>();

  public Executor(ExecutionNode node, BlockEnvironment block) {
    this.node = node;
    this.parent = new BlockNumber(block.number().value() - 1);
  }

  ExecutionNode node() {
    return node;
  }

  Run run(Overlay draft, SignedTransaction transaction) {
    Optional<TransactionRefusal> refusal = refusalOf(draft, transaction);
    if (refusal.isPresent()) return new Run.Refused(refusal.get());
    if (transaction.body().gasLimit() > draft.gasLeft()) return new Run.NoRoom();
    return new Run.Ran(
        new Execution(transaction, trace(draft, transaction.sender(), transaction.body())));
  }

  Trace trace(Overlay draft, Address sender, Transaction body) {
    return node.trace(draft.block(), draft.state(), sender, body);
  }

  /** The account as the draft leaves it. */
  public Account account(Overlay draft, Address address) {
    Account before = parentAccounts.computeIfAbsent(address, key -> node.account(key, parent));
    return draft.state().of(address).map(diff -> changed(before, diff)).orElse(before);
  }

  /** Asks for accounts that will be needed, all in one exchange. */
  void prepare(Collection<Address> addresses) {
    List<Address> missing =
        addresses.stream().filter(address -> !parentAccounts.containsKey(address)).toList();
    if (missing.isEmpty()) return;
    List<Account> found = node.accounts(missing, parent);
    for (int i = 0; i < missing.size(); i++) parentAccounts.put(missing.get(i), found.get(i));
  }

  private Optional<TransactionRefusal> refusalOf(Overlay draft, SignedTransaction transaction) {
    BlockEnvironment block = draft.block();
    return TransactionRules.wellFormed(transaction.body(), block.gasLimit())
        .or(() ->
            TransactionRules.executable(
                transaction, account(draft, transaction.sender()), block.baseFee()));
  }

  private static Account changed(Account before, AccountDiff diff) {
    // Code only appears by creation, and no key is known for a created contract's address.
    return new Account(
        diff.nonce().orElse(before.nonce()),
        diff.balance().orElse(before.balance()),
        before.hasCode());
  }
}
