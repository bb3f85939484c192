package network.superblock.wire.envelope;

import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.wire.Decoding;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.MessageType;
import network.superblock.wire.RecordKey;
import network.superblock.wire.envelope.Verification.Reason;
import network.superblock.wire.envelope.Verification.Refused;
import network.superblock.wire.envelope.Verification.Verified;

/**
 * Decides whether a record is believed. Nothing of a value is read before its signature holds. Safe
 * for any number of threads if the keys are.
 */
public final class EnvelopeVerifier {

  private final NetworkId network;
  private final SenderKeys keys;

  public EnvelopeVerifier(NetworkId network, SenderKeys keys) {
    this.network = network;
    this.keys = keys;
  }

  /** Never throws, whatever the record. */
  public Verification verify(SignedRecord received) {
    if (received.size() > received.topic().maxMessageBytes())
      return new Refused(Reason.TOO_LARGE, received.size() + " bytes");
    EnvelopeReading envelope;
    try {
      envelope = EnvelopeReading.of(received);
    } catch (IllegalArgumentException e) {
      return new Refused(Reason.BAD_HEADER, String.valueOf(e.getMessage()));
    }
    var refusal = againstEnvelope(received, envelope);
    return refusal.isPresent() ? refusal.get() : open(received, envelope);
  }

  private Optional<Refused> againstEnvelope(SignedRecord received, EnvelopeReading envelope) {
    var topic = received.topic();
    var misplaced =
        SenderClaims.againstPlace(topic, envelope.term(), envelope.sender(), envelope.type());
    if (misplaced.isPresent()) return misplaced;
    if (!keys.keysOf(envelope.sender()).contains(envelope.keyId())) {
      var detail = envelope.keyId() + " is no key of " + envelope.sender();
      return Optional.of(new Refused(Reason.UNKNOWN_KEY, detail));
    }
    return isSigned(received, envelope)
        ? Optional.empty()
        : Optional.of(new Refused(Reason.BAD_SIGNATURE, "not signed by " + envelope.keyId()));
  }

  private boolean isSigned(SignedRecord received, EnvelopeReading envelope) {
    var content =
        new SignedContent(
            network,
            received.topic(),
            received.key(),
            envelope.type(),
            envelope.sender(),
            envelope.term(),
            received.value());
    var digest = content.digest();
    return isSigned(envelope, digest)
        // A signer outside the process hashes what it is given.
        || isSigned(envelope, Hash32.of(Keccak256.hash(digest.toArray())));
  }

  private static boolean isSigned(EnvelopeReading envelope, Hash32 digest) {
    return envelope.signature().signerOf(digest).filter(envelope.keyId()::equals).isPresent();
  }

  private static Verification open(SignedRecord received, EnvelopeReading envelope) {
    return switch (MessageCodec.decode(received.value())) {
      case Decoding.Malformed(var reason) -> new Refused(Reason.MALFORMED, reason);
      case Decoding.Decoded decoded -> compare(received, envelope, decoded);
    };
  }

  private static Verification compare(
      SignedRecord received, EnvelopeReading envelope, Decoding.Decoded decoded) {
    var message = decoded.message();
    if (!decoded.sender().equals(envelope.sender()) || MessageType.of(message) != envelope.type())
      return new Refused(
          Reason.HEADER_MISMATCH,
          decoded.sender() + " wrote " + MessageType.of(message).wireName() + " into the value");
    var impersonation = SenderClaims.againstContent(envelope.term(), envelope.sender(), message);
    if (impersonation.isPresent()) return impersonation.get();
    if (!RecordKey.of(message).equals(received.key()))
      return new Refused(Reason.WRONG_RECORD_KEY, received.key().toString());
    return new Verified(message, envelope.sender(), envelope.term());
  }
}
