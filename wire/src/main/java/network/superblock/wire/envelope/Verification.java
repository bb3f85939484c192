package network.superblock.wire.envelope;

import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Sender;

/** Whether a record is what it says, from whom it says. */
public sealed interface Verification {

  /**
   * The sender wrote the message, for this place, and may.
   *
   * @param term the leader's term on the slot topic, 0 elsewhere
   */
  record Verified(ProtocolMessage message, Sender sender, Term term) implements Verification {}

  /**
   * The record goes to the dead-letter topic, is counted, and changes nothing.
   *
   * @param detail for people
   */
  record Refused(Reason reason, String detail) implements Verification {}

  /** The kinds of refusal; their names are metric labels. */
  enum Reason {
    /** Larger than the topic allows. */
    TOO_LARGE,
    /** A header of the envelope is missing, repeated or not in its one form. */
    BAD_HEADER,
    /** The sender's role may not write such a message to this topic. */
    NOT_ALLOWED_HERE,
    /** The key is not, or no longer, one of the sender's. */
    UNKNOWN_KEY,
    /** The signature is not by the named key over this record. */
    BAD_SIGNATURE,
    /** The value is no message of this protocol. */
    MALFORMED,
    /** The value's sender or type is not the one that the headers name. */
    HEADER_MISMATCH,
    /** The message speaks for another chain, replica or term than its sender's. */
    IMPERSONATION,
    /** The record key is not the message's own, so it may stand in a wrong partition. */
    WRONG_RECORD_KEY
  }
}
