package network.superblock.libp2p.peer;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.libp2p.wire.ProtocolViolation;
import network.superblock.libp2p.wire.Varint;

/** The parts of a multiaddr that are understood here. See multiformats, "multicodec" table. */
public enum AddressProtocol {
  IP4("ip4", 4, 4),
  TCP("tcp", 6, 2),
  IP6("ip6", 41, 16),
  IP6ZONE("ip6zone", 42, AddressProtocol.SIZED),
  DNS("dns", 53, AddressProtocol.SIZED),
  DNS4("dns4", 54, AddressProtocol.SIZED),
  DNS6("dns6", 55, AddressProtocol.SIZED),
  DNSADDR("dnsaddr", 56, AddressProtocol.SIZED),
  UDP("udp", 273, 2),
  P2P("p2p", 421, AddressProtocol.SIZED),
  QUIC_V1("quic-v1", 461, 0);

  private static final int SIZED = -1;
  private static final int MAX_NAME = 253;

  private final String label;
  private final int code;
  private final int size;

  AddressProtocol(String label, int code, int size) {
    this.label = label;
    this.code = code;
    this.size = size;
  }

  static AddressProtocol ofLabel(String label) {
    for (var protocol : values()) {
      if (protocol.label.equals(label)) return protocol;
    }
    throw new ProtocolViolation("unknown address protocol " + label);
  }

  static AddressProtocol ofCode(long code) {
    for (var protocol : values()) {
      if (protocol.code == code) return protocol;
    }
    throw new ProtocolViolation("unknown address protocol " + code);
  }

  String label() {
    return label;
  }

  int code() {
    return code;
  }

  /** Has no value. */
  boolean isBare() {
    return size == 0;
  }

  /** Carries the length of its value. */
  boolean isSized() {
    return size == SIZED;
  }

  boolean isHost() {
    return switch (this) {
      case IP4, IP6, DNS, DNS4, DNS6 -> true;
      case TCP, UDP, IP6ZONE, DNSADDR, P2P, QUIC_V1 -> false;
    };
  }

  Bytes read(ByteBuf in) {
    var length = isSized() ? Varint.readLength(in, MAX_NAME) : size;
    if (length < 0 || length > in.readableBytes()) throw new ProtocolViolation("cut multiaddr");
    var value = new byte[length];
    in.readBytes(value);
    return checked(Bytes.wrap(value));
  }

  Bytes fromText(String text) {
    return switch (this) {
      case IP4, IP6 -> ip(text);
      case TCP, UDP -> port(text);
      case IP6ZONE, DNS, DNS4, DNS6, DNSADDR -> checked(Bytes.utf8(text));
      case P2P -> PeerId.parse(text).multihash();
      case QUIC_V1 -> Bytes.EMPTY;
    };
  }

  String toText(Bytes value) {
    return switch (this) {
      case IP4, IP6 -> NetUtil.toAddressString(address(value));
      case TCP, UDP -> String.valueOf((value.get(0) & 0xff) << 8 | (value.get(1) & 0xff));
      case IP6ZONE, DNS, DNS4, DNS6, DNSADDR -> name(value);
      case P2P -> new PeerId(value).toString();
      case QUIC_V1 -> "";
    };
  }

  private Bytes checked(Bytes value) {
    switch (this) {
      case IP6ZONE, DNS, DNS4, DNS6, DNSADDR -> requireName(name(value));
      case P2P -> PeerId.requireMultihash(value);
      case IP4, IP6, TCP, UDP, QUIC_V1 -> {}
    }
    return value;
  }

  private Bytes ip(String text) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes == null || bytes.length != size) throw new ProtocolViolation("bad " + label);
    return Bytes.wrap(bytes);
  }

  private static Bytes port(String text) {
    if (!text.matches("[0-9]{1,5}")) throw new ProtocolViolation("bad port");
    var port = Integer.parseInt(text);
    if (port > 0xffff) throw new ProtocolViolation("bad port");
    return Bytes.wrap(new byte[] {(byte) (port >> 8), (byte) port});
  }

  private static String name(Bytes value) {
    return new String(value.unsafeArray(), StandardCharsets.UTF_8);
  }

  // Names reach resolvers and logs: nothing but what a host name or a zone is made of.
  private static void requireName(String name) {
    if (name.length() > MAX_NAME || !name.matches("[A-Za-z0-9._-]+")) {
      throw new ProtocolViolation("bad name in a multiaddr");
    }
  }

  private static InetAddress address(Bytes value) {
    try {
      return InetAddress.getByAddress(value.toArray());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
