package network.superblock.libp2p.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PublicKey;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtoReader;
import network.superblock.libp2p.wire.ProtoWriter;
import network.superblock.libp2p.wire.ProtocolViolation;

/** The Identify message. Fields that are absent leave what is known as it is. */
final class IdentifyMessage {

  /** What rust-libp2p reads at most. */
  static final int MAX_SENT = 4096;

  private static final int MAX_TEXT = 1024;
  private static final int MAX_ENTRIES = 256;

  private Optional<Bytes> publicKey = Optional.empty();
  private Optional<String> protocolVersion = Optional.empty();
  private Optional<String> agent = Optional.empty();
  private Optional<Multiaddr> observed = Optional.empty();
  private final List<String> protocols = new ArrayList<>();
  private final List<Multiaddr> listening = new ArrayList<>();
  private int entries;

  static Bytes encode(PublicKey key, PeerDescription self) {
    var writer = new ProtoWriter().bytes(1, key.toProtobuf());
    self.listening().forEach(address -> writer.bytes(2, address.toBytes()));
    self.protocols().forEach(protocol -> writer.string(3, protocol));
    self.observed().ifPresent(address -> writer.bytes(4, address.toBytes()));
    var encoded = writer.string(5, self.protocolVersion()).string(6, self.agent()).toBytes();
    if (encoded.size() > MAX_SENT) throw new IllegalStateException("identify grew too large");
    return encoded;
  }

  /** Adds one message; js-libp2p may send its description in several. */
  void merge(Bytes encoded) {
    var reader = new ProtoReader(encoded);
    while (reader.next()) {
      if (++entries > MAX_ENTRIES) throw new ProtocolViolation("identify has too many fields");
      switch (reader.field()) {
        case 1 -> publicKey = Optional.of(reader.bytes());
        case 2 -> address(reader.bytes()).ifPresent(listening::add);
        case 3 -> protocols.add(reader.string(MAX_TEXT));
        case 4 -> observed = address(reader.bytes());
        case 5 -> protocolVersion = Optional.of(reader.string(MAX_TEXT));
        case 6 -> agent = Optional.of(reader.string(MAX_TEXT));
        default -> reader.skip();
      }
    }
  }

  /** Applies the message to what is known, if it comes from the key's owner. */
  PeerDescription applyTo(PeerDescription known, PublicKey sender) {
    if (publicKey.isPresent() && !publicKey.get().equals(sender.toProtobuf())) {
      throw new ProtocolViolation("identify names another key than the connection's");
    }
    return new PeerDescription(
        protocolVersion.orElse(known.protocolVersion()),
        agent.orElse(known.agent()),
        protocols.isEmpty() ? known.protocols() : new TreeSet<>(protocols),
        listening.isEmpty() ? known.listening() : List.copyOf(listening),
        observed.or(known::observed));
  }

  private static Optional<Multiaddr> address(Bytes encoded) {
    try {
      return Optional.of(Multiaddr.fromBytes(encoded));
    } catch (ProtocolViolation _) {
      // An address of a kind that is unknown here: of no use, and no fault.
      return Optional.empty();
    }
  }
}
