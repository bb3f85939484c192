package network.superblock.contracts;

import static network.superblock.contracts.PublisherRole.SLOT_SERVICE;
import static network.superblock.contracts.PublisherRole.SUPERBLOCK_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.abi.AbiWord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry of SBCP section 9 on a real node. */
class RegistryTest {

  private static final ChainId A = new ChainId(77777);
  private static final ChainId B = new ChainId(88888);
  private static final Address ZERO = Address.of(new byte[20]);

  private static TestChain l1;

  private Address owner;
  private Address registry;

  @BeforeAll
  static void startNode() {
    l1 = TestChain.start(1337);
  }

  @AfterAll
  static void stopNode() {
    l1.close();
  }

  @BeforeEach
  void deploy() {
    owner = l1.newAccount();
    registry = l1.deploy(owner, RegistryContract.creation(owner));
  }

  @Test
  void listsRollupsInOrderOfRegistration() {
    assertThat(rollups()).isEmpty();

    List<ContractLog> logs = send(RegistryContract.register(rollup(B)));
    send(RegistryContract.register(rollup(A)));

    assertThat(RegistryLog.of(logs.getFirst()))
        .contains(new RegistryLog.RollupRegistered(rollup(B)));
    assertThat(rollups()).containsExactly(rollup(B), rollup(A));
  }

  @Test
  void updatesKeysMailboxAndEndpoint() {
    send(RegistryContract.register(rollup(A)));
    RegisteredRollup changed =
        new RegisteredRollup(
            A,
            rollup(A).genesisBlockHash(),
            account(0x51),
            account(0x52),
            account(0x53),
            "http://elsewhere:8085",
            rollup(A).startingSlot(),
            true);

    List<ContractLog> logs = send(RegistryContract.update(changed));

    assertThat(rollups()).containsExactly(changed);
    assertThat(RegistryLog.of(logs.getFirst()))
        .contains(
            new RegistryLog.RollupUpdated(
                A, account(0x51), account(0x52), account(0x53), "http://elsewhere:8085"));
  }

  @Test
  void keepsADeactivatedRollupsEntry() {
    send(RegistryContract.register(rollup(A)));

    List<ContractLog> logs = send(RegistryContract.deactivate(A));

    assertThat(RegistryLog.of(logs.getFirst())).contains(new RegistryLog.RollupDeactivated(A));
    assertThat(rollups()).extracting(RegisteredRollup::active).containsExactly(false);
    assertThat(refusal(RegistryContract.deactivate(A))).isEqualTo("NotActive[chainId=77777]");
    assertThat(refusal(RegistryContract.update(rollup(A)))).isEqualTo("NotActive[chainId=77777]");
  }

  @Test
  void bringsADeactivatedRollupBackUnderItsGenesisOnly() {
    send(RegistryContract.register(rollup(A)));
    send(RegistryContract.deactivate(A));

    assertThat(refusal(RegistryContract.register(rollup(A, AbiWord.of(0xbad), new Slot(50)))))
        .startsWith("GenesisChanged");
    RegisteredRollup back = rollup(A, rollup(A).genesisBlockHash(), new Slot(50));
    send(RegistryContract.register(back));
    assertThat(rollups()).containsExactly(back);
  }

  @Test
  void refusesWhatCannotBeARollup() {
    send(RegistryContract.register(rollup(A)));

    assertThat(refusal(RegistryContract.register(rollup(A))))
        .isEqualTo("AlreadyRegistered[chainId=77777]");
    assertThat(refusal(RegistryContract.register(rollup(B, Hash32.ZERO, new Slot(1)))))
        .isEqualTo("MissingField[name=genesisBlockHash]");
    assertThat(refusal(RegistryContract.register(with(ZERO, account(2), account(3), "x"))))
        .isEqualTo("MissingField[name=sequencer]");
    assertThat(refusal(RegistryContract.register(with(account(1), ZERO, account(3), "x"))))
        .isEqualTo("MissingField[name=coordinator]");
    assertThat(refusal(RegistryContract.register(with(account(1), account(2), ZERO, "x"))))
        .isEqualTo("MissingField[name=mailbox]");
    assertThat(refusal(RegistryContract.register(with(account(1), account(2), account(3), ""))))
        .isEqualTo("MissingField[name=endpoint]");
  }

  @Test
  void refusesAChainIdThatNoChainCanHave() {
    Bytes register = RegistryContract.register(rollup(A));
    var zero = register.slice(0, 4).concat(Hash32.ZERO.bytes()).concat(rest(register));
    var huge =
        register
            .slice(0, 4)
            .concat(Bytes.fromHex("0".repeat(48) + "8000000000000000"))
            .concat(rest(register));

    assertThat(refusal(zero)).isEqualTo("InvalidChainId[chainId=0]");
    assertThat(refusal(huge)).isEqualTo("InvalidChainId[chainId=9223372036854775808]");
  }

  @Test
  void letsSeveralKeysSignForARole() {
    var first = new PublisherKey(SLOT_SERVICE, account(0x61));
    var second = new PublisherKey(SLOT_SERVICE, account(0x62));
    var other = new PublisherKey(SUPERBLOCK_SERVICE, account(0x61));

    List<ContractLog> added = send(RegistryContract.addPublisherKey(first));
    send(RegistryContract.addPublisherKey(other));
    send(RegistryContract.addPublisherKey(second));
    assertThat(keys()).containsExactly(first, second, other);
    assertThat(refusal(RegistryContract.addPublisherKey(first))).startsWith("PublisherKeyExists");

    List<ContractLog> removed = send(RegistryContract.removePublisherKey(first));
    assertThat(keys()).containsExactly(second, other);
    assertThat(refusal(RegistryContract.removePublisherKey(first)))
        .startsWith("UnknownPublisherKey");

    assertThat(RegistryLog.of(added.getFirst())).contains(new RegistryLog.PublisherKeyAdded(first));
    assertThat(RegistryLog.of(removed.getFirst()))
        .contains(new RegistryLog.PublisherKeyRemoved(first));
  }

  @Test
  void knowsEveryRole() {
    for (PublisherRole role : PublisherRole.values()) {
      send(RegistryContract.addPublisherKey(new PublisherKey(role, account(0x70))));
    }

    assertThat(keys()).extracting(PublisherKey::role).containsExactly(PublisherRole.values());
  }

  @Test
  void obeysItsOwnerOnly() {
    send(RegistryContract.register(rollup(A)));
    Address stranger = l1.newAccount();
    var key = new PublisherKey(SLOT_SERVICE, stranger);

    for (Bytes input :
        List.of(
            RegistryContract.register(rollup(B)),
            RegistryContract.update(rollup(A)),
            RegistryContract.deactivate(A),
            RegistryContract.addPublisherKey(key),
            RegistryContract.removePublisherKey(key))) {
      assertThat(l1.refusal(stranger, registry, input).text())
          .isEqualTo("OwnableUnauthorizedAccount[account=" + stranger + "]");
    }
  }

  private List<ContractLog> send(Bytes input) {
    return l1.send(owner, registry, input);
  }

  private String refusal(Bytes input) {
    return l1.refusal(owner, registry, input).text();
  }

  private List<RegisteredRollup> rollups() {
    return l1.read(registry, RegistryContract.rollups());
  }

  private List<PublisherKey> keys() {
    return l1.read(registry, RegistryContract.publisherKeys());
  }

  private static Bytes rest(Bytes register) {
    return register.slice(36, register.size());
  }

  private static RegisteredRollup rollup(ChainId chain) {
    return rollup(chain, AbiWord.of(0x6e), new Slot(12));
  }

  private static RegisteredRollup rollup(ChainId chain, Hash32 genesis, Slot startingSlot) {
    return new RegisteredRollup(
        chain,
        genesis,
        account(0x41),
        account(0x42),
        account(0x43),
        "http://127.0.0.1:8085",
        startingSlot,
        true);
  }

  private static RegisteredRollup with(
      Address sequencer, Address coordinator, Address mailbox, String endpoint) {
    return new RegisteredRollup(
        B, AbiWord.of(0x6e), sequencer, coordinator, mailbox, endpoint, new Slot(1), true);
  }

  private static Address account(int number) {
    byte[] bytes = new byte[20];
    bytes[19] = (byte) number;
    return Address.of(bytes);
  }
}
