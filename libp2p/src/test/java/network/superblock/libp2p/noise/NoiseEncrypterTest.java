package network.superblock.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoiseEncrypterTest {

  private static final byte[] KEY = new byte[32];

  private final EmbeddedChannel sealing =
      new EmbeddedChannel(new NoiseEncrypter(new CipherState(KEY)));
  private final EmbeddedChannel opening =
      new EmbeddedChannel(new NoiseDecrypter(new CipherState(KEY)));

  @AfterEach
  void close() {
    sealing.finishAndReleaseAll();
    opening.finishAndReleaseAll();
  }

  @Test
  void sealsInOneMessageWhatIsFlushedTogether() {
    var first = sealing.write(Unpooled.wrappedBuffer(new byte[] {1, 2}));
    var _ = sealing.write(Unpooled.wrappedBuffer(new byte[] {3}), sealing.voidPromise());
    assertThat(sealing.<ByteBuf>readOutbound()).as("before the flush").isNull();
    sealing.flush();
    assertThat(first.isSuccess()).isTrue();
    assertThat(carry()).isEqualTo(1);
    assertThat(opened()).containsExactly(1, 2, 3);
  }

  @Test
  void cutsWhatIsTooLongForOneMessage() {
    var content = new byte[2 * NoiseEncrypter.MAX_PLAIN + 1];
    content[content.length - 1] = 9;
    sealing.writeOutbound(Unpooled.wrappedBuffer(content));
    assertThat(carry()).isEqualTo(3);
    assertThat(opened()).isEqualTo(content);
  }

  @Test
  void completesEveryWriteAndFailsThoseThatAreNeverFlushed() {
    var sent = sealing.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
    var empty = sealing.writeAndFlush(Unpooled.EMPTY_BUFFER);
    var left = sealing.write(Unpooled.wrappedBuffer(new byte[] {2}));
    assertThat(sent.isSuccess()).isTrue();
    assertThat(empty.isSuccess()).isTrue();
    var _ = sealing.pipeline().removeFirst();
    assertThat(left.isDone()).isTrue();
    assertThat(left.isSuccess()).isFalse();
    assertThat(carry()).as("an empty write is no message").isEqualTo(1);
  }

  /** How many messages there were. */
  private int carry() {
    var messages = 0;
    for (ByteBuf each = sealing.readOutbound(); each != null; each = sealing.readOutbound()) {
      if (each.isReadable()) messages++;
      opening.writeInbound(each);
    }
    return messages;
  }

  private byte[] opened() {
    var all = Unpooled.buffer();
    for (ByteBuf each = opening.readInbound(); each != null; each = opening.readInbound()) {
      all.writeBytes(each);
      each.release();
    }
    return ByteBufUtil.getBytes(all);
  }
}
