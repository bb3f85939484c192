package network.superblock.gateway.kafka;

import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.kafka.Received;

/** What a record brought, if it is what its topic carries. */
sealed interface Brought {

  /** Where it stands, for people. */
  String origin();

  /** Something that has a {@link RecordId}. */
  sealed interface Known extends Brought {
    Hash32 id();
  }

  record Commitment(String origin, Hash32 id, SignedCommitment signed) implements Known {}

  record TxList(String origin, RawTxList list) implements Known {
    @Override
    public Hash32 id() {
      return list.hash();
    }
  }

  /** Its writer was allowed to write it, and it is nothing all the same. */
  record Malformed(String origin, String detail) implements Brought {}

  static Brought of(Received received, Preconfirmation message) {
    var origin =
        received.topic().topicName() + "-" + received.partition() + "@" + received.offset();
    return switch (message) {
      case Preconfirmation.Commitment(var _, var signed) -> commitment(origin, signed.toArray());
      case Preconfirmation.TxList(var _, var hash, var raw) -> {
        var list = new RawTxList(hash, Bytes.wrap(raw.toArray()));
        yield list.matches()
            ? new TxList(origin, list)
            : new Malformed(origin, "the list is not the one of its hash");
      }
    };
  }

  private static Brought commitment(String origin, byte[] encoded) {
    try {
      var signed = SignedCommitment.decode(Bytes.wrap(encoded));
      return new Commitment(origin, RecordId.of(signed), signed);
    } catch (MalformedSszException e) {
      return new Malformed(origin, String.valueOf(e.getMessage()));
    }
  }
}
