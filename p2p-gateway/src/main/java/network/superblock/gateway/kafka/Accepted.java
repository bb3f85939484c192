package network.superblock.gateway.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.protocol.Hash32;

/** What a node accepted and the topics may lack. Lists stay in the storage until it is certain. */
sealed interface Accepted {

  record Commitment(KnownCommitment known) implements Accepted {}

  record TxList(Hash32 hash) implements Accepted {}

  /** A commitment and the list that it names, the list first, by what they are known by. */
  static Map<Hash32, Accepted> of(KnownCommitment known) {
    var both = new LinkedHashMap<Hash32, Accepted>();
    var promised = known.preconfirmation();
    if (promised.namesTxList())
      both.put(promised.rawTxListHash(), new TxList(promised.rawTxListHash()));
    both.put(RecordId.of(known.signed()), new Commitment(known));
    return both;
  }
}
