package network.superblock.blockstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;

/** The blocks that a real node mined with the real mailbox, as the protocol's tests keep them. */
final class MinedBlocks {

  private static final Path FILE =
      Path.of("../protocol/src/test/resources/vectors/mined-blocks.txt");
  private static final List<List<String>> LINES = read();

  static final TestRollup ROLLUP =
      new TestRollup(
          new ChainId(77777), TestRollup.hash("genesis"), Address.fromHex(LINES.getFirst().get(1)));
  static final TestRollup PEER = new TestRollup(88888);

  /** The parent of the first of them. */
  static final Hash32 PARENT = Hash32.fromHex(LINES.get(1).get(1));

  private MinedBlocks() {}

  /** A block with its xTs, for a slot that starts when its timestamp says. */
  record Mined(BlockNumber number, Hash32 hash, XtRequest xt, Bytes rlp, BlockEvidence evidence) {

    L2Block message(Slot slot, Hash32 parent) {
      return new L2Block(
          slot, ROLLUP.chain(), number, hash, parent, List.of(xt.id()), rlp, evidence);
    }
  }

  static List<Mined> blocks() {
    var starts = new ArrayList<Integer>();
    for (var i = 0; i < LINES.size(); i++)
      if (LINES.get(i).getFirst().equals("block")) starts.add(i);
    starts.add(LINES.size());
    var blocks = new ArrayList<Mined>();
    for (var i = 0; i + 1 < starts.size(); i++)
      blocks.add(block(LINES.subList(starts.get(i), starts.get(i + 1))));
    return blocks;
  }

  private static Mined block(List<List<String>> lines) {
    var own = all(lines, "xt").getFirst();
    var there = List.of(Bytes.fromHex("02").concat(Bytes.fromHex("7468657265")));
    var proofs =
        all(lines, "slot").stream()
            .map(line ->
                new StorageProof(
                    Hash32.fromHex(line.get(1)), Hash32.fromHex(line.get(2)), bytes(line, 3)))
            .toList();
    return new Mined(
        new BlockNumber(Long.parseLong(lines.getFirst().get(1))),
        Hash32.fromHex(lines.getFirst().get(2)),
        new XtRequest(
            List.of(
                new TransactionRequest(ROLLUP.chain(), bytes(own, 1)),
                new TransactionRequest(PEER.chain(), there))),
        bytes(all(lines, "rlp").getFirst(), 1).getFirst(),
        new BlockEvidence(
            all(lines, "receipt").stream().flatMap(line -> bytes(line, 1).stream()).toList(),
            bytes(all(lines, "account").getFirst(), 1),
            proofs));
  }

  private static List<List<String>> all(List<List<String>> lines, String name) {
    return lines.stream().filter(line -> line.getFirst().equals(name)).toList();
  }

  private static List<Bytes> bytes(List<String> line, int index) {
    if (index >= line.size()) return List.of();
    return List.of(line.get(index).split(",", -1)).stream().map(Bytes::fromHex).toList();
  }

  private static List<List<String>> read() {
    try {
      return Files.readAllLines(FILE).stream().map(line -> List.of(line.split(" ", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
