package network.superblock.bench.preconfirmation;

import fr.acinq.secp256k1.Secp256k1;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.signature.SigningDomain;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The least that a commitment costs whoever checks it: the recovery of its signer (secp256k1) and
 * the check of its message's signature (Ed25519), by the libraries that the node uses.
 */
final class BareCryptography {

  // What an author's id, sequence number and topic add to a message.
  private static final int ENVELOPE = 128;
  private static final int WARM_UP = 3000;
  private static final int TIMES = 2000;
  private static final int RS = 64;

  private BareCryptography() {}

  /** One of each, on one thread, in processor time. */
  static double nanosForOne() {
    var signed = new Promises(32).next(1).getFirst().commitment();
    var digest = SigningDomain.DEFAULT.digestOf(signed.commitment()).toArray();
    var signature = signed.signature().toArray();
    var identity = Identity.generate();
    var message = Bytes.wrap(new byte[SignedCommitment.SIZE + ENVELOPE]);
    var envelope = identity.sign(message);
    for (var i = 0; i < WARM_UP; i++) once(digest, signature, identity, message, envelope);
    var threads = ManagementFactory.getThreadMXBean();
    var begin = threads.getCurrentThreadCpuTime();
    for (var i = 0; i < TIMES; i++) once(digest, signature, identity, message, envelope);
    return (threads.getCurrentThreadCpuTime() - begin) / (double) TIMES;
  }

  private static void once(
      byte[] digest, byte[] signature, Identity identity, Bytes message, Bytes envelope) {
    var rs = Arrays.copyOf(signature, RS);
    var key = Secp256k1.get().ecdsaRecover(rs, digest, signature[RS]);
    var isSigned =
        Ed25519.verify(
            envelope.unsafeArray(),
            0,
            identity.publicKey().raw().unsafeArray(),
            0,
            message.unsafeArray(),
            0,
            message.size());
    if (key.length == 0 || !isSigned) throw new IllegalStateException("a signature is wrong");
  }
}
