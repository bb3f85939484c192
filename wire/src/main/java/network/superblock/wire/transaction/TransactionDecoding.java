package network.superblock.wire.transaction;

import java.math.BigInteger;
import network.superblock.protocol.ChainId;

/** What bytes turned out to be. */
public sealed interface TransactionDecoding {

  /** A transaction that its sender meant for the decoder's chain. */
  record Decoded(SignedTransaction transaction) implements TransactionDecoding {}

  /** No transaction of the decoder's chain. */
  sealed interface Refused extends TransactionDecoding {

    /** Why, in go-ethereum's words where it has any: wallets and libraries recognise them. */
    String message();
  }

  /** It was signed for another chain. */
  record WrongChain(BigInteger signedFor, ChainId chain) implements Refused {

    @Override
    public String message() {
      return "invalid sender: invalid chain id for signer: have %s want %s"
          .formatted(signedFor, chain);
    }
  }

  /** Not a transaction that a rollup takes. */
  record Malformed(String message) implements Refused {}
}
