package network.superblock.embedded.ethereum;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.superblock.embedded.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a node writes its chain to, every second, over the last one in place: a kill in
 * between leaves half a file. So there is a copy of the last whole one, some seconds old.
 */
record StateFile(Path path) {

  private static final Logger log = LoggerFactory.getLogger(StateFile.class);

  private Path copy() {
    return path.resolveSibling("state-copy.json");
  }

  boolean isEmpty() {
    return !Files.exists(path);
  }

  /** Copies the file if it is whole now; if the node is just writing it, the last copy stays. */
  void backUp() {
    try {
      if (isEmpty() || isCopied()) return;
      var content = Files.readAllBytes(path);
      if (!isWhole(content)) return;
      var next = Files.write(path.resolveSibling("state-next.json"), content);
      Files.move(next, copy(), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + path, e);
    }
  }

  private boolean isCopied() throws IOException {
    return Files.exists(copy()) && Files.mismatch(path, copy()) == -1;
  }

  /**
   * Puts the copy in the place of half a file.
   *
   * @throws StartFailedException when there is half a file and no copy
   */
  void repair() {
    try {
      if (isEmpty() || isWhole(Files.readAllBytes(path))) return;
      if (!Files.exists(copy())) {
        throw new StartFailedException(
            path + " is cut off and has no copy: delete it to begin a new chain");
      }
      log.warn("{} is cut off: going on from its copy, a few seconds older", path);
      Files.copy(copy(), path, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Whether this is a complete JSON object: no beginning of one closes all that it opens. */
  static boolean isWhole(byte[] json) {
    var depth = 0;
    var inString = false;
    for (var i = 0; i < json.length; i++) {
      switch (json[i]) {
        case '\\' -> i++;
        case '"' -> inString = !inString;
        case '{', '[' -> depth += inString ? 0 : 1;
        case '}', ']' -> depth -= inString ? 0 : 1;
        default -> {}
      }
    }
    return depth == 0 && json.length > 0 && json[0] == '{';
  }
}
