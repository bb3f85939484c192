package network.superblock.bench.preconfirmation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A loopback connection of two threads that block, with nothing on it: what TCP itself can do. */
final class BareTcp implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final SocketChannel reading;
  private final SocketChannel writing;

  BareTcp() throws IOException {
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      this.writing = SocketChannel.open(server.getLocalAddress());
      this.reading = server.accept();
    }
  }

  /** Carries so many bytes; returns how long that took, receipt included, in nanoseconds. */
  long carry(long bytes) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var reader = Thread.ofPlatform().start(() -> read(bytes));
    var piece = ByteBuffer.allocateDirect(PIECE);
    for (var left = bytes; left > 0; ) {
      piece.clear().limit((int) Math.min(PIECE, left));
      left -= writing.write(piece);
    }
    var receipt = ByteBuffer.allocate(1);
    if (writing.read(receipt) != 1) throw new IOException("no receipt");
    var elapsed = System.nanoTime() - begin;
    reader.join();
    return elapsed;
  }

  private void read(long bytes) {
    try {
      var piece = ByteBuffer.allocateDirect(PIECE);
      for (var left = bytes; left > 0; ) {
        var count = reading.read(piece.clear());
        if (count < 0) return;
        left -= count;
      }
      reading.write(ByteBuffer.allocate(1));
    } catch (IOException _) {
      // The writer waits for its receipt in vain, and says so.
    }
  }

  @Override
  public void close() throws IOException {
    writing.close();
    reading.close();
  }
}
