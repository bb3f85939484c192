package network.superblock.protocol.block;

import static network.superblock.protocol.block.InvalidBlockException.require;
import static network.superblock.protocol.block.InvalidBlockException.requireEqual;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.trie.AccountState;
import network.superblock.protocol.trie.Proven;
import network.superblock.protocol.trie.Proven.Absent;
import network.superblock.protocol.trie.Proven.Invalid;
import network.superblock.protocol.trie.Proven.Present;
import network.superblock.protocol.trie.StateProof;

/** What the evidence proves of the mailbox under the block's state root. */
final class MailboxProofs {

  private MailboxProofs() {}

  /** The proofs show the mailbox {@code contract} in exactly this state, and nothing else. */
  static void requireState(
      MailboxState state, Address contract, Hash32 stateRoot, BlockEvidence evidence)
      throws InvalidBlockException {
    SortedMap<Hash32, Hash32> expected = wordsOf(state);
    requireSlots(expected.keySet(), evidence.mailboxSlots());
    Hash32 storageRoot = storageRoot(contract, stateRoot, evidence);
    var proven = new TreeMap<Hash32, Hash32>();
    for (StorageProof proof : evidence.mailboxSlots()) {
      Hash32 word = word(storageRoot, proof);
      requireEqual(word, proof.value(), BlockFault.INVALID_PROOF);
      proven.put(proof.slot(), word);
    }
    requireEqual(expected, proven, BlockFault.WRONG_MAILBOX);
  }

  private static void requireSlots(Set<Hash32> expected, List<StorageProof> proofs)
      throws InvalidBlockException {
    var slots = new TreeSet<Hash32>();
    for (StorageProof proof : proofs) {
      String twice = "two proofs of slot " + proof.slot();
      require(slots.add(proof.slot()), BlockFault.WRONG_PROOFS, twice);
    }
    requireEqual(expected, slots, BlockFault.WRONG_PROOFS);
  }

  private static SortedMap<Hash32, Hash32> wordsOf(MailboxState state) {
    var words = new TreeMap<Hash32, Hash32>();
    words.put(MailboxLayout.FOLD_COUNT, AbiWord.of(state.folds()));
    state
        .pairs()
        .forEach((peer, roots) -> {
          words.put(MailboxLayout.inboxRoot(peer), roots.inbox());
          words.put(MailboxLayout.outboxRoot(peer), roots.outbox());
        });
    return words;
  }

  private static Hash32 storageRoot(Address contract, Hash32 stateRoot, BlockEvidence evidence)
      throws InvalidBlockException {
    Proven<AccountState> account =
        StateProof.account(stateRoot, contract, evidence.mailboxAccount());
    return switch (account) {
      case Present<AccountState>(var present) -> present.storageRoot();
      case Absent<AccountState> _ -> throw invalid("there is no mailbox at " + contract);
      case Invalid<AccountState>(var reason) -> throw invalid("mailbox account: " + reason);
    };
  }

  private static Hash32 word(Hash32 storageRoot, StorageProof proof) throws InvalidBlockException {
    return switch (StateProof.storage(storageRoot, proof.slot(), proof.nodes())) {
      case Present<Hash32>(var word) -> word;
      case Absent<Hash32> _ -> Hash32.ZERO;
      case Invalid<Hash32>(var reason) ->
          throw invalid("mailbox slot " + proof.slot() + ": " + reason);
    };
  }

  private static InvalidBlockException invalid(String detail) {
    return new InvalidBlockException(BlockFault.INVALID_PROOF, detail);
  }
}
