package network.superblock.devnet.upgrade;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Named contents in one small file. A chain's states repeat each other over long distances. */
final class Archive {

  private static final int BEST = 19;
  private static final int WINDOW = 27;

  private Archive() {}

  static void write(Path file, SortedMap<String, byte[]> entries) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (var packed = new ZstdOutputStream(Files.newOutputStream(file), BEST).setLong(WINDOW);
        var out = new DataOutputStream(packed)) {
      out.writeInt(entries.size());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        out.write(entry.getValue());
      }
    }
  }

  static SortedMap<String, byte[]> read(Path file) throws IOException {
    var entries = new TreeMap<String, byte[]>();
    try (var packed = new ZstdInputStream(Files.newInputStream(file)).setLongMax(WINDOW);
        var in = new DataInputStream(packed)) {
      for (var count = in.readInt(); count > 0; count--)
        entries.put(in.readUTF(), in.readNBytes(in.readInt()));
    }
    return entries;
  }
}
