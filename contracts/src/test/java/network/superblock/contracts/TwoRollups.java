package network.superblock.contracts;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxMessage;
import tools.jackson.databind.JsonNode;

/** Two rollups with the same contracts at the same addresses, and somebody who carries messages. */
final class TwoRollups {

  /** One chain's part of a cross-chain transaction. */
  record Leg(TestChain chain, Address from, Address to, Bytes input) {}

  private static final int MANY_ROUNDS = 50;

  private final Set<MailboxMessage> delivered = new HashSet<>();
  private final Address coordinator;
  private final RollupDeployment contracts;

  /**
   * Deploys everything anew. The constructors get other values on B, the addresses are the same.
   */
  TwoRollups(TestChain a, TestChain b, List<Address> holdersOnA, BigInteger amount) {
    Address deployer = account(a, b);
    coordinator = account(a, b);
    contracts = RollupDeployment.by(deployer);
    contracts.creations(coordinator, holdersOnA, amount).forEach(code -> a.deploy(deployer, code));
    contracts
        .creations(coordinator, List.of(), BigInteger.ZERO)
        .forEach(code -> b.deploy(deployer, code));
  }

  /** A new account, with the same address on both chains. */
  static Address account(TestChain a, TestChain b) {
    return b.funded(a.newAccount());
  }

  RollupDeployment contracts() {
    return contracts;
  }

  void putInbox(TestChain chain, MailboxMessage message) {
    chain.send(coordinator, contracts.mailbox(), MailboxContract.putInbox(message));
  }

  /** Simulates both legs, carries what they write, until both run through; then sends them. */
  void execute(Leg one, Leg other) {
    for (int round = 0; round < MANY_ROUNDS; round++) {
      boolean oneRuns = simulate(one, other.chain());
      boolean otherRuns = simulate(other, one.chain());
      if (oneRuns && otherRuns) {
        one.chain().send(one.from(), one.to(), one.input());
        other.chain().send(other.from(), other.to(), other.input());
        return;
      }
    }
    throw new AssertionError("the legs wait for each other for ever");
  }

  /** Whether the leg runs through; what it wrote so far is delivered on the other chain. */
  private boolean simulate(Leg leg, TestChain peer) {
    JsonNode frame = leg.chain().trace(leg.from(), leg.to(), leg.input());
    carryWrites(frame, leg.chain(), peer);
    if (!frame.has("error")) return true;
    Revert revert = Revert.of(TestChain.bytes(frame.required("output")));
    if (revert instanceof Revert.MessageNotFound) return false;
    throw new AssertionError(revert.text());
  }

  private void carryWrites(JsonNode frame, TestChain chain, TestChain peer) {
    if (TestChain.address(frame.required("to")).equals(contracts.mailbox())) {
      Address caller = TestChain.address(frame.required("from"));
      Bytes input = TestChain.bytes(frame.required("input"));
      if (MailboxInput.of(input, chain.id(), caller).orElseThrow()
              instanceof MailboxInput.Write(var message)
          && delivered.add(message)) {
        putInbox(peer, message);
      }
    }
    if (frame.has("calls")) {
      for (JsonNode call : frame.required("calls")) carryWrites(call, chain, peer);
    }
  }
}
