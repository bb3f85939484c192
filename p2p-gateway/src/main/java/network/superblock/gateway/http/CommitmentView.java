package network.superblock.gateway.http;

import java.math.BigInteger;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/**
 * A commitment as callers see it.
 *
 * @param hash of its preconfirmation
 * @param signed the 382 bytes of the SSZ SignedCommitment in hex
 */
public record CommitmentView(
    Hash32 hash,
    BigInteger blockNumber,
    BigInteger timestamp,
    BigInteger submissionWindowEnd,
    boolean eop,
    Hash32 rawTxListHash,
    Hash32 parentPreconfirmationHash,
    Address signer,
    String signed) {

  static CommitmentView of(KnownCommitment known) {
    var promised = known.preconfirmation();
    return new CommitmentView(
        known.hash(),
        promised.blockNumber().value(),
        promised.timestamp().value(),
        promised.submissionWindowEnd().value(),
        promised.eop(),
        promised.rawTxListHash(),
        promised.parentPreconfirmationHash(),
        known.signer(),
        "0x" + known.signed().encode().toHex());
  }
}
