package network.superblock.sequencer.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a contract sees in the sealed block is what it saw in the simulation, or it is not sealed.
 */
@Timeout(120)
class SealedAsSimulatedTest {

  /** Turns its first word from zero to one and back, which costs and refunds gas. */
  private static final String TOGGLE = "5f54155f5500";

  /** Logs its first word. */
  private static final String TELL = "5f545f5260205fa000";

  /** Opcodes that put one word on the stack, by name. */
  private static final Map<String, String> WORDS = words();

  private static TestRollup rollup;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(73_001);
  }

  @AfterAll
  static void stop() {
    rollup.close();
  }

  @BeforeEach
  void startAfresh() {
    rollup.node().revertTo(new BlockNumber(1));
    rollup.forgetNonces();
  }

  @Test
  void whatABlockSaysOfItself() {
    Address witness = rollup.install(1, logging());
    ExecutedDraft draft = added(rollup.open(2), callTo(witness));
    Bytes simulated = draft.executions().getLast().trace().logs().getFirst().data();
    MinedBlock block = rollup.node().mine(draft.overlay().block(), draft.transactions());
    Bytes mined = block.receipts().getLast().logs().getFirst().data();
    assertThat(named(mined)).isEqualTo(named(simulated));
  }

  @Test
  void whatEarlierTransactionsOfTheDraftDid() {
    SignedTransaction creation = rollup.create(TestRollup.bob(), TestRollup.creating(TOGGLE));
    Address toggle = created(creation);
    ExecutedDraft draft = added(rollup.open(1), creation);
    for (int i = 0; i < 4; i++) draft = added(draft, callTo(toggle));
    assertThat(new Sealer(rollup.node()).seal(draft))
        .isInstanceOfSatisfying(
            Sealing.Sealed.class, sealed -> assertThat(sealed.dropped()).isEmpty());
  }

  /** The node knows of something that it did not know of when the transaction was simulated. */
  @Test
  void aLocalTransactionThatSeesSomethingElseIsDroppedAndTheRestIsSealed() {
    Address teller = rollup.install(1, TELL);
    SignedTransaction telling = callTo(teller);
    SignedTransaction other = rollup.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(1));
    ExecutedDraft draft = added(added(rollup.open(2), telling), other);
    change(teller);
    assertThat(new Sealer(rollup.node()).seal(draft))
        .isInstanceOfSatisfying(
            Sealing.Sealed.class,
            sealed -> {
              assertThat(sealed.dropped()).containsExactly(telling);
              assertThat(sealed.block().transactions()).hasSize(2).endsWith(other.hash());
            });
  }

  @Test
  void aLegThatSeesSomethingElseIsNeverSealed() {
    Address teller = rollup.install(1, TELL);
    SignedTransaction telling = callTo(teller);
    var leg =
        new CrossChain(XtId.fromHex("0x" + "07".repeat(32)), List.of(), List.of(telling.raw()));
    ExecutedDraft draft = extended(rollup.open(2), leg);
    change(teller);
    BlockHeader parent = rollup.node().head();
    assertThat(new Sealer(rollup.node()).seal(draft)).isInstanceOf(Sealing.Impossible.class);
    assertThat(rollup.node().head()).isEqualTo(parent);
  }

  private static void change(Address contract) {
    String zero = "0x" + "00".repeat(32);
    rollup.ask("anvil_setStorageAt", contract.toString(), zero, "0x" + "01".repeat(32));
  }

  private static SignedTransaction callTo(Address contract) {
    return rollup.call(TestRollup.alice(), contract, Bytes.EMPTY);
  }

  private static ExecutedDraft added(ExecutedDraft draft, SignedTransaction transaction) {
    return extended(draft, new DraftEntry.Local(transaction.raw()));
  }

  private static ExecutedDraft extended(ExecutedDraft draft, DraftEntry entry) {
    Extension extension = draft.extend(entry);
    assertThat(extension).isInstanceOf(Extension.Extended.class);
    return ((Extension.Extended) extension).draft();
  }

  /** Where a creation puts its contract. */
  private static Address created(SignedTransaction creation) {
    Hash32 hash =
        Keccak256.hash(
            RlpList.of(RlpString.of(creation.sender()), RlpString.of(creation.nonce())).encoded());
    return new Address(hash.bytes().slice(12, 32));
  }

  private static Map<String, Bytes> named(Bytes logged) {
    var named = new LinkedHashMap<String, Bytes>();
    int offset = 0;
    for (String name : WORDS.keySet()) {
      named.put(name, logged.slice(offset, offset + 32));
      offset += 32;
    }
    return named;
  }

  /** Writes each word to memory, and logs the memory. */
  private static String logging() {
    var code = new StringBuilder();
    int offset = 0;
    for (String word : WORDS.values()) {
      code.append(word).append("61%04x52".formatted(offset));
      offset += 32;
    }
    return code.append("61%04x5fa000".formatted(offset)).toString();
  }

  private static Map<String, String> words() {
    var words = new LinkedHashMap<String, String>();
    words.put("ORIGIN", "32");
    words.put("GASPRICE", "3a");
    words.put("COINBASE", "41");
    words.put("TIMESTAMP", "42");
    words.put("NUMBER", "43");
    words.put("PREVRANDAO", "44");
    words.put("GASLIMIT", "45");
    words.put("CHAINID", "46");
    words.put("SELFBALANCE", "47");
    words.put("BASEFEE", "48");
    words.put("BLOBBASEFEE", "4a");
    words.put("GAS", "5a");
    words.put("BALANCE of the fee recipient", "4131");
    words.put("BLOCKHASH of the parent", "6001430340");
    words.put("BLOCKHASH of the one before", "6002430340");
    words.put("BLOCKHASH of this one", "4340");
    return words;
  }
}
