package network.superblock.protocol.superblock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.BlockRef;
import org.junit.jupiter.api.Test;

class SuperblockTest {

  private static final XtId FIRST = new XtId(Vectors.hash("first"));
  private static final XtId SECOND = new XtId(Vectors.hash("second"));

  @Test
  void hashesItsFiveFieldsAsWords() {
    Superblock superblock = superblock(List.of(FIRST, SECOND));
    Bytes words =
        Bytes.fromHex("0".repeat(63) + "7" + "0".repeat(62) + "1f")
            .concat(Vectors.hash("parent").bytes())
            .concat(superblock.blocksRoot().bytes())
            .concat(superblock.xtsHash().bytes());
    assertThat(superblock.hash()).isEqualTo(Keccak256.hash(words));
  }

  @Test
  void theOrderOfTheXtsCounts() {
    Hash32 both = Keccak256.hash(FIRST.hash().bytes().concat(SECOND.hash().bytes()));
    assertThat(superblock(List.of(FIRST, SECOND)).xtsHash()).isEqualTo(both);
    assertThat(superblock(List.of(SECOND, FIRST)).xtsHash()).isNotEqualTo(both);
    assertThat(superblock(List.of()).xtsHash()).isEqualTo(Keccak256.hash(Bytes.EMPTY));
  }

  private static Superblock superblock(List<XtId> xts) {
    var blocks = new TreeMap<ChainId, BlockRef>();
    blocks.put(new ChainId(77777), new BlockRef(new BlockNumber(3), Vectors.hash("block")));
    return new Superblock(
        new SuperblockNumber(7), new Slot(31), Vectors.hash("parent"), blocks, xts);
  }
}
