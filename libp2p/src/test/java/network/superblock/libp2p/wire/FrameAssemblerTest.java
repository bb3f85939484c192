package network.superblock.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {

  @Test
  void assemblesFramesFromSingleBytes() {
    var frames = new FrameAssembler(1000);
    var wire = Unpooled.buffer();
    for (var size : new int[] {0, 1, 500}) {
      wire.writeBytes(FrameAssembler.frame(Bytes.wrap(new byte[size])));
    }
    var sizes = new ArrayList<Integer>();
    while (wire.isReadable()) {
      frames.next(wire.readSlice(1)).ifPresent(frame -> sizes.add(frame.size()));
    }
    assertThat(sizes).containsExactly(0, 1, 500);
  }

  @Test
  void leavesTheNextFrameAlone() {
    var frames = new FrameAssembler(10);
    var wire = Unpooled.wrappedBuffer(new byte[] {1, 7, 1, 8});
    assertThat(frames.next(wire)).contains(Bytes.fromHex("07"));
    assertThat(wire.readableBytes()).isEqualTo(2);
  }

  @Test
  void allocatesForWhatCameNotForWhatWasAnnounced() {
    var frames = new FrameAssembler(10 << 20);
    for (var i = 0; i < 1000; i++) {
      var fresh = new FrameAssembler(10 << 20);
      assertThat(fresh.next(Unpooled.wrappedBuffer(Varint.encode(10 << 20)))).isEmpty();
      assertThat(fresh.held()).isZero();
    }
    assertThatThrownBy(() -> frames.next(Unpooled.wrappedBuffer(Varint.encode(11 << 20))))
        .isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void survivesAnyBytes() {
    var valid = new byte[300];
    Arrays.fill(valid, (byte) 3);
    valid[0] = (byte) 0xaa;
    valid[1] = 2;
    Mutations.fuzz(
        bytes -> {
          var frames = new FrameAssembler(200);
          var in = Unpooled.wrappedBuffer(bytes);
          while (in.isReadable()) frames.next(in);
        },
        valid,
        new byte[] {3, 1, 2, 3, 0, 0, 1, 9});
  }
}
