package network.superblock.protocol.message;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/**
 * What a rollup's sequencer promises before L1 knows, on its way between the sequencer and the
 * gossip network. Opaque to the protocol; the gateway reads and checks it.
 */
public sealed interface Preconfirmation extends ProtocolMessage {

  ChainId chain();

  /**
   * A signed promise of one block.
   *
   * @param signed the 382 bytes of the SSZ SignedCommitment
   */
  record Commitment(ChainId chain, Bytes signed) implements Preconfirmation {

    /** Bytes of a SignedCommitment. */
    public static final int SIZE = 382;

    public Commitment {
      if (signed.size() != SIZE)
        throw new IllegalArgumentException("a signed commitment of " + signed.size() + " bytes");
    }
  }

  /**
   * The transactions of a promised block.
   *
   * @param hash keccak256 of {@code raw}, by which a commitment names it
   * @param raw the zlib-compressed RLP list; not empty
   */
  record TxList(ChainId chain, Hash32 hash, Bytes raw) implements Preconfirmation {

    /** The most bytes of a list in the gossip network. */
    public static final int MAX_SIZE = 2 << 20;

    public TxList {
      if (raw.isEmpty() || raw.size() > MAX_SIZE)
        throw new IllegalArgumentException("a transaction list of " + raw.size() + " bytes");
    }
  }
}
