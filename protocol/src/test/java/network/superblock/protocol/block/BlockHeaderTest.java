package network.superblock.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.protocol.trie.PatriciaTrie;
import org.junit.jupiter.api.Test;

class BlockHeaderTest {

  private static final Hash32 STATE =
      Hash32.fromHex("d7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544");

  private static final RlpList ETHEREUM_GENESIS =
      RlpList.of(
          RlpString.of(Hash32.ZERO),
          RlpString.of(RlpList.of().hash()),
          RlpString.of(Bytes.of(new byte[20])),
          RlpString.of(STATE),
          RlpString.of(PatriciaTrie.EMPTY_ROOT),
          RlpString.of(PatriciaTrie.EMPTY_ROOT),
          RlpString.of(Bytes.of(new byte[256])),
          RlpString.of(0x400000000L),
          RlpString.of(0),
          RlpString.of(5000),
          RlpString.of(0),
          RlpString.of(0),
          RlpString.of(
              Bytes.fromHex("11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa")),
          RlpString.of(Hash32.ZERO),
          RlpString.of(Bytes.fromHex("0000000000000042")));

  @Test
  void hashesTheGenesisOfEthereum() throws MalformedRlpException {
    BlockHeader header = BlockHeader.decode(ETHEREUM_GENESIS);
    assertThat(header.hash())
        .isEqualTo(
            Hash32.fromHex("d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"));
    assertThat(header.stateRoot()).isEqualTo(STATE);
    assertThat(header.transactionsRoot()).isEqualTo(PatriciaTrie.EMPTY_ROOT);
    assertThat(header.number().value()).isZero();
  }

  @Test
  void refusesTooFewFieldsAListAmongThemAndOmmers() {
    List<RlpItem> fields = ETHEREUM_GENESIS.items();
    assertRefused(RlpList.of(fields.subList(0, 14)));
    assertRefused(replaced(12, RlpList.of()));
    assertRefused(replaced(1, RlpString.of(Hash32.ZERO)));
    assertRefused(replaced(8, RlpString.of(Bytes.fromHex("0001"))));
  }

  private static RlpList replaced(int index, RlpItem field) {
    List<RlpItem> fields = new ArrayList<>(ETHEREUM_GENESIS.items());
    fields.set(index, field);
    return RlpList.of(fields);
  }

  private static void assertRefused(RlpList fields) {
    assertThatExceptionOfType(MalformedRlpException.class)
        .isThrownBy(() -> BlockHeader.decode(fields));
  }
}
