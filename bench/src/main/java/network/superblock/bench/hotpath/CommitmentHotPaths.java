package network.superblock.bench.hotpath;

import java.util.Arrays;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.signature.CommitmentSignatures;
import network.superblock.preconfirmation.signature.Recovery;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.PreconfCommitment;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.wire.signature.SigningKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A commitment from its bytes to its signer. */
@State(Scope.Thread)
public class CommitmentHotPaths {

  private static final String TOPIC = "/taiko/167000/0/preconfirmationCommitments";

  private final CommitmentSignatures signatures = new CommitmentSignatures(SigningDomain.DEFAULT);
  private final SignedCommitment signed =
      signatures.sign(
          new PreconfCommitment(promise(), Address.of(new byte[20])),
          SigningKey.fromHex("2a".repeat(32)));
  private final Bytes encoded = signed.encode();

  @Benchmark
  public Bytes sszEncodeCommitment() {
    return signed.encode();
  }

  @Benchmark
  public SignedCommitment sszDecodeCommitment() {
    return SignedCommitment.decode(encoded);
  }

  @Benchmark
  public Hash32 preconfirmationHash() {
    return signed.preconfirmation().hash();
  }

  @Benchmark
  public Hash32 signingHash() {
    return SigningDomain.DEFAULT.digestOf(signed.commitment());
  }

  @Benchmark
  public Recovery signerRecovery() {
    return signatures.recover(signed);
  }

  @Benchmark
  public MessageId topicBoundMessageId() {
    return MessageId.of(TOPIC, encoded);
  }

  private static Preconfirmation promise() {
    var hash = new byte[32];
    Arrays.fill(hash, (byte) 1);
    return new Preconfirmation(
        false,
        UInt256.of(1),
        UInt256.of(1_700_000_000),
        UInt256.of(30_000_000),
        Address.of(new byte[20]),
        UInt256.of(4),
        Hash32.of(hash),
        Hash32.of(hash),
        UInt256.of(1_700_000_012),
        Address.of(new byte[20]),
        UInt256.of(6));
  }
}
