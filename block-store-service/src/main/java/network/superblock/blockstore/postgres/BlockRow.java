package network.superblock.blockstore.postgres;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import network.superblock.blockstore.BlockReport;
import network.superblock.blockstore.BlockReport.Standing;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Table;

/** A row of the view that says what became of each block. */
@Table("block_standing")
record BlockRow(
    long chainId,
    long slot,
    long number,
    ByteBuffer hash,
    ByteBuffer parentHash,
    Instant sealedAt,
    ByteBuffer stateRoot,
    ByteBuffer transactionsRoot,
    ByteBuffer receiptsRoot,
    int transactions,
    int size,
    List<String> includedXts,
    Instant storedAt,
    @Nullable Long superblock,
    String standing) {

  BlockReport report() {
    return new BlockReport(
        new ChainId(chainId),
        new BlockNumber(number),
        read(hash),
        read(parentHash),
        new Slot(slot),
        sealedAt,
        read(stateRoot),
        read(transactionsRoot),
        read(receiptsRoot),
        transactions,
        size,
        includedXts.stream().map(XtId::fromHex).toList(),
        Standing.valueOf(standing),
        superblock == null ? null : new SuperblockNumber(superblock),
        storedAt);
  }

  private static Hash32 read(ByteBuffer column) {
    var bytes = new byte[column.remaining()];
    column.duplicate().get(bytes);
    return new Hash32(Bytes.of(bytes));
  }
}
