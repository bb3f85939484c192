package network.superblock.sequencer.preconfirmation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.sequencer.evm.BlockHeader;

/** What of a sealed block goes into its promise. */
record PromisedBlock(L2Block block, BlockHeader header, RawTxList txList) {

  /**
   * Reads a block that this sequencer sealed.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PromisedBlock of(L2Block block) {
    try {
      var parts = RlpDecoder.decode(block.block(), RlpLimits.BLOCK).asList().sized(3, 4);
      var header = new BlockHeader(parts.list(0));
      return new PromisedBlock(block, header, compressed(parts.list(1).encoded().toArray()));
    } catch (MalformedRlpException e) {
      throw new IllegalArgumentException("not a block: " + block.hash(), e);
    }
  }

  /**
   * The promise as this package's description maps it.
   *
   * @param parent what it names as its parent
   * @param windowEnd the end of the block's slot
   */
  Preconfirmation preconfirmation(Hash32 parent, Instant windowEnd) {
    var nobody = Address.of(new byte[20]);
    return new Preconfirmation(
        false,
        UInt256.of(header.number().value()),
        UInt256.of(header.timestamp().getEpochSecond()),
        UInt256.of(header.gasLimit()),
        header.feeRecipient(),
        UInt256.ZERO,
        txList.hash(),
        parent,
        UInt256.of(windowEnd.getEpochSecond()),
        nobody,
        UInt256.of(block.slot().value()));
  }

  private static RawTxList compressed(byte[] rlp) {
    var out = new ByteArrayOutputStream();
    try (var zlib = new DeflaterOutputStream(out)) {
      zlib.write(rlp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RawTxList.of(Bytes.wrap(out.toByteArray()));
  }
}
