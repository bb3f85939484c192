package network.superblock.contracts;

import static network.superblock.contracts.TestValues.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import org.junit.jupiter.api.Test;

/** Reading what strangers write: return data and inputs. */
class RevertTest {

  private static final ChainId A = new ChainId(77777);
  private static final ChainId B = new ChainId(88888);
  private static final Address APP = Address.fromHex("11".repeat(20));
  private static final Address PEER_APP = Address.fromHex("22".repeat(20));
  private static final MailboxHeader HEADER =
      new MailboxHeader(B, A, PEER_APP, APP, AbiWord.of(42), text("PONG"));

  @Test
  void readsSoliditysOwnErrors() {
    assertThat(Revert.of(Abi.call("Error", Abi.text("no luck"))))
        .isEqualTo(new Revert.Reason("no luck"));
    Revert panic = Revert.of(Abi.call("Panic", Abi.uint256(BigInteger.valueOf(0x11))));
    assertThat(panic).isEqualTo(new Revert.Panic(BigInteger.valueOf(0x11)));
    assertThat(panic.text()).isEqualTo("panic 0x11");
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    assertThat(Revert.of(Bytes.EMPTY).text()).isEqualTo("reverted without a reason");
    assertThat(Revert.of(Bytes.fromHex("deadbeef00")).text())
        .isEqualTo("reverted with 0xdeadbeef00");
  }

  @Test
  void doesNotCallAMessageMissingThatNoChainCouldSend() {
    Bytes error = messageNotFound(BigInteger.TWO.pow(255));

    assertThat(Revert.of(error))
        .isInstanceOfSatisfying(
            Revert.Custom.class,
            custom -> {
              assertThat(custom.name()).isEqualTo("MessageNotFound");
              assertThat(custom.arguments())
                  .contains(
                      new Revert.Argument("chainMessageSender", BigInteger.TWO.pow(255).toString()),
                      new Revert.Argument("label", "0x504f4e47"));
            });
    assertThat(Revert.of(messageNotFound(BigInteger.ZERO))).isInstanceOf(Revert.Custom.class);
    assertThat(Revert.of(messageNotFound(BigInteger.valueOf(88888))))
        .isEqualTo(new Revert.MessageNotFound(HEADER));
  }

  @Test
  void showsALabelAsTheWordItIsOrElseAsBytes() {
    assertThat(new Revert.MessageNotFound(HEADER).text()).endsWith("label PONG");
    var binary = new MailboxHeader(B, A, PEER_APP, APP, AbiWord.of(42), Bytes.of((byte) 0xff));
    assertThat(new Revert.MessageNotFound(binary).text()).endsWith("label 0xff");
  }

  @Test
  void survivesTruncatedErrors() {
    Bytes error = messageNotFound(BigInteger.valueOf(88888));
    for (int size = 0; size < error.size() - 32; size++) {
      assertThat(Revert.of(error.slice(0, size))).isInstanceOf(Revert.Unknown.class);
    }
  }

  @Test
  void readsInputsOfTheMailbox() {
    var outgoing = new MailboxHeader(A, B, APP, PEER_APP, AbiWord.of(7), Bytes.of((byte) 0xff));
    var message = new MailboxMessage(outgoing, text("data"));
    var delivery = new MailboxMessage(HEADER, Bytes.EMPTY);

    assertThat(MailboxInput.of(MailboxContract.write(message), A, APP))
        .contains(new MailboxInput.Write(message));
    assertThat(MailboxInput.of(MailboxContract.read(HEADER).input(), A, APP))
        .contains(new MailboxInput.Read(HEADER));
    assertThat(MailboxInput.of(MailboxContract.putInbox(delivery), A, PEER_APP))
        .contains(new MailboxInput.PutInbox(delivery));
    assertThat(MailboxInput.of(MailboxContract.coordinator().input(), A, APP)).isEmpty();
  }

  @Test
  void survivesEveryInput() {
    List<Bytes> starts =
        List.of(
            MailboxContract.putInbox(new MailboxMessage(HEADER, text("data"))),
            MailboxContract.read(HEADER).input(),
            messageNotFound(BigInteger.valueOf(88888)),
            Abi.call("Error", Abi.text("no luck")));
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = starts.get(i % starts.size()).toArray();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      Bytes input = Bytes.of(mutated).slice(0, random.nextInt(mutated.length + 1));
      assertThat(Revert.of(input).text()).isNotNull();
      assertThat(MailboxInput.of(input, A, APP)).isNotNull();
    }
  }

  @Test
  void refusesAnAnswerFromWhereNoContractIs() {
    assertThatThrownBy(() -> MailboxContract.foldCount().read(Bytes.EMPTY))
        .isInstanceOf(MalformedAbiException.class);
    assertThatThrownBy(() -> RegistryContract.rollups().read(Bytes.EMPTY))
        .isInstanceOf(MalformedAbiException.class);
  }

  private static Bytes messageNotFound(BigInteger source) {
    return Abi.call(
        "MessageNotFound",
        Abi.uint256(source),
        Abi.uint256(A),
        Abi.address(PEER_APP),
        Abi.address(APP),
        Abi.uint256(AbiWord.of(42)),
        Abi.bytes(text("PONG")));
  }
}
