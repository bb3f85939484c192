package network.superblock.sequencer.anvil;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.evm.BlockHeader;
import tools.jackson.databind.JsonNode;

/** Rebuilds a header's RLP from {@code eth_getBlockByNumber}, and proves it by its hash. */
final class HeaderReader {

  private enum Kind {
    DATA,
    QUANTITY
  }

  private record Field(String name, Kind kind) {}

  private static final List<Field> FIELDS =
      List.of(
          data("parentHash"),
          data("sha3Uncles"),
          data("miner"),
          data("stateRoot"),
          data("transactionsRoot"),
          data("receiptsRoot"),
          data("logsBloom"),
          quantity("difficulty"),
          quantity("number"),
          quantity("gasLimit"),
          quantity("gasUsed"),
          quantity("timestamp"),
          data("extraData"),
          data("mixHash"),
          data("nonce"),
          quantity("baseFeePerGas"),
          data("withdrawalsRoot"),
          quantity("blobGasUsed"),
          quantity("excessBlobGas"),
          data("parentBeaconBlockRoot"),
          data("requestsHash"));

  private HeaderReader() {}

  static BlockHeader read(JsonNode block) {
    var fields = new ArrayList<RlpItem>();
    // The forks appended their fields one after the other: the first that is missing ends the list.
    for (Field field : FIELDS) {
      JsonNode value = block.path(field.name());
      if (value.isMissingNode() || value.isNull()) break;
      fields.add(
          switch (field.kind()) {
            case DATA -> RlpString.of(Hex.bytes(value));
            case QUANTITY -> RlpString.of(Hex.integer(value));
          });
    }
    BlockHeader header;
    try {
      header = new BlockHeader(RlpList.of(fields));
    } catch (MalformedRlpException e) {
      throw new NodeUnavailableException("the node's block has a malformed header", e);
    }
    if (!header.hash().equals(Hex.hash(Hex.required(block, "hash"))))
      throw new NodeUnavailableException(
          "the header of block %s does not hash to its hash".formatted(header.number()));
    return header;
  }

  private static Field data(String name) {
    return new Field(name, Kind.DATA);
  }

  private static Field quantity(String name) {
    return new Field(name, Kind.QUANTITY);
  }
}
