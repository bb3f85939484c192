package network.superblock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.Test;

class XtRequestTest {

  @Test
  void isIdentifiedByTheSpecificationsVector() {
    var request = new XtRequest(List.of(leg(77777, "dead"), leg(88888, "beef", "01")));

    assertThat(request.id())
        .isEqualTo(
            XtId.fromHex("55038f761c5a05bc413d5498dcc4d6721efe1eadb18891e14a1221df9151118d"));
  }

  @Test
  void refusesAChainNamedTwice() {
    assertThatThrownBy(() -> new XtRequest(List.of(leg(1, "aa"), leg(1, "bb"))))
        .hasMessageContaining("twice");
  }

  @Test
  void refusesASingleChain() {
    assertThatThrownBy(() -> new XtRequest(List.of(leg(1, "aa"))))
        .hasMessageContaining("at least two");
  }

  private static TransactionRequest leg(long chain, String... transactions) {
    return new TransactionRequest(
        new ChainId(chain), List.of(transactions).stream().map(Bytes::fromHex).toList());
  }
}
