package network.superblock.libp2p.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.wire.Varint;

/**
 * Where a peer can be reached, as {@code /ip4/127.0.0.1/tcp/9000/p2p/12D3KooW…}. See multiformats,
 * "multiaddr".
 */
public record Multiaddr(List<Part> parts) {

  private static final int MAX_PARTS = 16;
  private static final int MAX_SIZE = 1024;

  /** One protocol of an address and its value in binary form. */
  public record Part(AddressProtocol protocol, Bytes value) {

    @Override
    public String toString() {
      return "/" + protocol.label() + (protocol.isBare() ? "" : "/" + protocol.toText(value));
    }
  }

  public Multiaddr {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new ProtocolViolation("a multiaddr has 1 to " + MAX_PARTS + " parts");
    }
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not a multiaddr of known protocols
   */
  public static Multiaddr parse(String text) {
    try {
      var words = text.split("/", -1);
      if (!words[0].isEmpty()) throw new ProtocolViolation("it must start with a slash");
      var parts = new ArrayList<Part>();
      for (var i = 1; i < words.length; i++) {
        var protocol = AddressProtocol.ofLabel(words[i]);
        var value = protocol.isBare() ? "" : i + 1 < words.length ? words[++i] : "";
        parts.add(new Part(protocol, protocol.fromText(value)));
      }
      return new Multiaddr(parts);
    } catch (ProtocolViolation e) {
      throw new IllegalArgumentException("not a multiaddr: " + text, e);
    }
  }

  /**
   * Reads the binary form.
   *
   * @throws ProtocolViolation when the bytes are malformed or name a protocol that is unknown here;
   *     readers of a list skip such an address
   */
  public static Multiaddr fromBytes(Bytes bytes) {
    if (bytes.size() > MAX_SIZE) throw new ProtocolViolation("multiaddr is too long");
    var in = Unpooled.wrappedBuffer(bytes.unsafeArray());
    var parts = new ArrayList<Part>();
    while (in.isReadable()) {
      if (parts.size() == MAX_PARTS) throw new ProtocolViolation("multiaddr has too many parts");
      var protocol = AddressProtocol.ofCode(Varint.read(in));
      parts.add(new Part(protocol, protocol.read(in)));
    }
    return new Multiaddr(parts);
  }

  /** A TCP address, without the peer. */
  public static Multiaddr tcp(InetSocketAddress address) {
    return ip(address.getAddress()).plus(AddressProtocol.TCP, port(address.getPort()));
  }

  public Bytes toBytes() {
    var out = Unpooled.buffer();
    for (var part : parts) write(out, part);
    var bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return Bytes.wrap(bytes);
  }

  /** The peer that the address names with {@code /p2p/}, the last one if there are several. */
  public Optional<PeerId> peerId() {
    return parts.stream()
        .filter(part -> part.protocol() == AddressProtocol.P2P)
        .reduce((_, last) -> last)
        .map(part -> new PeerId(part.value()));
  }

  public Multiaddr withPeerId(PeerId peer) {
    return plus(AddressProtocol.P2P, peer.multihash());
  }

  /** The host and port to dial over plain TCP, not yet resolved; empty for any other transport. */
  public Optional<InetSocketAddress> tcpEndpoint() {
    var peerless = parts.stream().filter(part -> part.protocol() != AddressProtocol.P2P).toList();
    if (peerless.size() != 2
        || !peerless.getFirst().protocol().isHost()
        || peerless.getLast().protocol() != AddressProtocol.TCP) {
      return Optional.empty();
    }
    var host = peerless.getFirst();
    var port = Integer.parseInt(AddressProtocol.TCP.toText(peerless.getLast().value()));
    return Optional.of(
        InetSocketAddress.createUnresolved(host.protocol().toText(host.value()), port));
  }

  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining());
  }

  private Multiaddr plus(AddressProtocol protocol, Bytes value) {
    var longer = new ArrayList<>(parts);
    longer.add(new Part(protocol, value));
    return new Multiaddr(longer);
  }

  private static Multiaddr ip(InetAddress address) {
    var bytes = Bytes.wrap(address.getAddress());
    var protocol = bytes.size() == 4 ? AddressProtocol.IP4 : AddressProtocol.IP6;
    return new Multiaddr(List.of(new Part(protocol, bytes)));
  }

  private static Bytes port(int port) {
    return Bytes.wrap(new byte[] {(byte) (port >> 8), (byte) port});
  }

  private static void write(ByteBuf out, Part part) {
    Varint.write(out, part.protocol().code());
    if (part.protocol().isSized()) Varint.write(out, part.value().size());
    out.writeBytes(part.value().unsafeArray());
  }
}
