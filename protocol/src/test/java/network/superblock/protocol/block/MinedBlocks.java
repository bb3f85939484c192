package network.superblock.protocol.block;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;

/** Two blocks in a row as a real node mined them, which src/test/vectors/record-block.mjs wrote. */
final class MinedBlocks {

  private static final ChainId CHAIN = new ChainId(77777);
  private static final ChainId PEER = new ChainId(88888);

  private final List<Mined> blocks = new ArrayList<>();
  private Address mailbox = new Address(Bytes.of(new byte[20]));
  private Hash32 parent = Hash32.ZERO;

  static List<Mined> read() {
    var mined = new MinedBlocks();
    Vectors.lines("mined-blocks.txt").forEach(mined::take);
    return mined.blocks;
  }

  private void take(List<String> line) {
    switch (line.getFirst()) {
      case "mailbox" -> mailbox = Address.fromHex(line.get(1));
      case "parent" -> parent = Hash32.fromHex(line.get(1));
      case "block" -> open(line);
      case "rlp" -> blocks.getLast().rlp.addAll(Vectors.bytes(line, 1));
      case "receipt" -> blocks.getLast().receipts.addAll(Vectors.bytes(line, 1));
      case "xt" -> blocks.getLast().xts.add(xt(Vectors.bytes(line, 1)));
      case "account" -> blocks.getLast().account.addAll(Vectors.bytes(line, 1));
      case "slot" -> blocks.getLast().slots.add(proof(line));
      default -> throw new IllegalStateException("unknown line " + line);
    }
  }

  private void open(List<String> line) {
    var number = new BlockNumber(Long.parseLong(line.get(1)));
    Instant start = Instant.ofEpochSecond(Long.parseLong(line.get(3)));
    blocks.add(new Mined(mailbox, number, parent, Hash32.fromHex(line.get(2)), start));
    parent = Hash32.fromHex(line.get(2));
  }

  private static XtRequest xt(List<Bytes> own) {
    var there = List.of(BlockScenario.transaction("there"));
    return new XtRequest(
        List.of(new TransactionRequest(CHAIN, own), new TransactionRequest(PEER, there)));
  }

  private static StorageProof proof(List<String> line) {
    return new StorageProof(
        Hash32.fromHex(line.get(1)), Hash32.fromHex(line.get(2)), Vectors.bytes(line, 3));
  }

  /** One of the blocks, with what its slot demands of it. */
  static final class Mined {

    private final Address mailbox;
    private final BlockNumber number;
    private final Hash32 parent;
    private final Hash32 hash;
    private final Instant start;
    private final List<Bytes> rlp = new ArrayList<>();
    private final List<Bytes> receipts = new ArrayList<>();
    private final List<XtRequest> xts = new ArrayList<>();
    private final List<Bytes> account = new ArrayList<>();
    private final List<StorageProof> slots = new ArrayList<>();

    private Mined(Address mailbox, BlockNumber number, Hash32 parent, Hash32 hash, Instant start) {
      this.mailbox = mailbox;
      this.number = number;
      this.parent = parent;
      this.hash = hash;
      this.start = start;
    }

    L2Block message() {
      return new L2Block(
          new Slot(number.value()),
          CHAIN,
          number,
          hash,
          parent,
          xts.stream().map(XtRequest::id).toList(),
          rlp.getFirst(),
          new BlockEvidence(receipts, account, slots));
    }

    ExpectedBlock expected(MailboxState before) {
      return new ExpectedBlock(
          new Slot(number.value()),
          start,
          new L2BlockRequest(CHAIN, number, parent),
          new ExpectedBlock.Mailbox(mailbox, before),
          new ChainXts(CHAIN, xts, xts.stream().map(XtRequest::id).toList()));
    }
  }
}
