package network.superblock.wire.envelope;

import java.util.regex.Pattern;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Term;
import network.superblock.wire.MessageType;
import network.superblock.wire.Sender;
import network.superblock.wire.signature.Signature;

/** The headers as a record's writer set them, each present once and in its one form. */
record EnvelopeReading(
    MessageType type, Sender sender, Address keyId, Signature signature, Term term) {

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");
  private static final Pattern TERM = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern ANY = Pattern.compile("[ -~]{1,128}");

  /** Reads the headers; throws {@link IllegalArgumentException} naming the one that is wrong. */
  static EnvelopeReading of(SignedRecord from) {
    var type = text(from, EnvelopeHeader.MESSAGE_TYPE, ANY);
    return new EnvelopeReading(
        MessageType.named(type).orElseThrow(() -> bad(EnvelopeHeader.MESSAGE_TYPE)),
        Sender.parse(text(from, EnvelopeHeader.SENDER, ANY)),
        Address.fromHex(text(from, EnvelopeHeader.KEY_ID, ADDRESS)),
        new Signature(Bytes.fromHex(text(from, EnvelopeHeader.SIGNATURE, SIGNATURE))),
        new Term(Long.parseLong(text(from, EnvelopeHeader.TERM, TERM))));
  }

  private static String text(SignedRecord from, EnvelopeHeader name, Pattern form) {
    return from.header(name)
        .filter(text -> form.matcher(text).matches())
        .orElseThrow(() -> bad(name));
  }

  private static IllegalArgumentException bad(EnvelopeHeader name) {
    return new IllegalArgumentException(name.key() + " is missing, repeated or malformed");
  }
}
