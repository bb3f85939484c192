package network.superblock.contracts;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/** A log entry as receipts and traces hold it. */
public record ContractLog(Address contract, List<Hash32> topics, Bytes data) {

  public ContractLog {
    topics = List.copyOf(topics);
  }
}
