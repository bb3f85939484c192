package network.superblock.contracts;

import static network.superblock.contracts.TestValues.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.trie.Proven;
import org.junit.jupiter.api.Test;

/** Proofs address the mailbox's storage by slot, so its layout is a promise. */
class MailboxStorageTest {

  private static final ChainId PEER = new ChainId(88888);

  @Test
  void provesWhatItHoldsUnderTheStateRoot() {
    try (var chain = TestChain.start(77777)) {
      Address app = chain.newAccount();
      Address mailbox = chain.deploy(app, MailboxContract.creation(app));
      var outgoing = new MailboxHeader(chain.id(), PEER, app, app, AbiWord.of(42), text("PING"));
      var incoming = new MailboxHeader(PEER, chain.id(), app, app, AbiWord.of(42), text("PONG"));
      var sent = new MailboxMessage(outgoing, text("Hello"));
      var received = new MailboxMessage(incoming, text("Hello"));
      chain.send(app, mailbox, MailboxContract.write(sent));
      chain.send(app, mailbox, MailboxContract.putInbox(received));
      chain.send(app, mailbox, MailboxContract.read(incoming).input());

      assertThat(chain.prove(mailbox, MailboxLayout.FOLD_COUNT))
          .isEqualTo(new Proven.Present<>(AbiWord.of(2)));
      assertThat(chain.prove(mailbox, MailboxLayout.outboxRoot(PEER)))
          .isEqualTo(new Proven.Present<>(MailboxFold.fold(Hash32.ZERO, sent)));
      assertThat(chain.prove(mailbox, MailboxLayout.inboxRoot(PEER)))
          .isEqualTo(new Proven.Present<>(MailboxFold.fold(Hash32.ZERO, received)));
      assertThat(chain.prove(mailbox, MailboxLayout.inboxRoot(chain.id())))
          .isEqualTo(new Proven.Absent<>());
    }
  }

  @Test
  void keepsTheOrderOfItsStorage() {
    assertThat(ContractArtifact.MAILBOX.storageLayout())
        .extracting(
            variable -> variable.required("label").stringValue(),
            variable -> variable.required("slot").intValue(),
            variable -> variable.required("offset").intValue())
        .containsExactly(
            tuple("foldCount", 0, 0),
            tuple("inboxRoot", 1, 0),
            tuple("outboxRoot", 2, 0),
            tuple("recordedSlot", 3, 0),
            tuple("coordinator", 3, 8),
            tuple("_inbox", 4, 0),
            tuple("_written", 5, 0));
  }
}
