package network.superblock.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import network.superblock.libp2p.wire.ProtocolViolation;

/**
 * One side of a negotiation, without I/O: bytes in, bytes out. Whatever follows the agreement in
 * the same bytes is left to the agreed protocol, because a lazy dialer sends it without waiting.
 */
public final class Negotiation {

  private static final int MAX_PROPOSALS = 32;

  private final Queue<String> proposals;
  private final Predicate<String> supported;
  private final boolean dialer;
  private boolean headerSeen;
  private int heard;

  private Negotiation(List<String> proposals, Predicate<String> supported, boolean dialer) {
    this.proposals = new ArrayDeque<>(proposals);
    this.supported = supported;
    this.dialer = dialer;
  }

  /** The side that proposes, in order of preference. */
  public static Negotiation dialer(List<String> proposals) {
    if (proposals.isEmpty()) throw new IllegalArgumentException("nothing to propose");
    return new Negotiation(proposals, _ -> false, true);
  }

  /** The side that chooses. */
  public static Negotiation listener(Predicate<String> supported) {
    return new Negotiation(List.of(), supported, false);
  }

  /**
   * Writes what this side sends before it hears anything. A dialer with a single proposal may send
   * that protocol's first bytes right behind it.
   */
  public void open(ByteBuf out) {
    Line.write(out, Line.HEADER);
    if (dialer) Line.write(out, proposals.element());
  }

  /**
   * Reads on. The answers that are due are written to {@code out}.
   *
   * @return the agreed protocol, once there is one
   * @throws NoCommonProtocol when all proposals were refused
   * @throws ProtocolViolation when the other side does not speak multistream-select
   */
  public Optional<String> advance(ByteBuf in, ByteBuf out) {
    for (var line = Line.read(in); line.isPresent(); line = Line.read(in)) {
      var agreed = on(line.get(), out);
      if (agreed.isPresent()) return agreed;
    }
    return Optional.empty();
  }

  private Optional<String> on(String line, ByteBuf out) {
    if (!headerSeen) {
      if (!line.equals(Line.HEADER)) throw new ProtocolViolation("not multistream-select 1.0");
      headerSeen = true;
      return Optional.empty();
    }
    return dialer ? onAnswer(line, out) : onProposal(line, out);
  }

  private Optional<String> onAnswer(String line, ByteBuf out) {
    if (line.equals(proposals.element())) return Optional.of(line);
    if (!line.equals(Line.NOT_AVAILABLE)) throw new ProtocolViolation("answer to no proposal");
    var refused = proposals.remove();
    if (proposals.isEmpty()) throw new NoCommonProtocol("the peer does not speak " + refused);
    Line.write(out, proposals.element());
    return Optional.empty();
  }

  private Optional<String> onProposal(String line, ByteBuf out) {
    if (++heard > MAX_PROPOSALS) throw new ProtocolViolation("too many proposals");
    var accepted = line.startsWith("/") && supported.test(line);
    if (!accepted && !line.startsWith("/") && !line.equals(Line.LIST)) {
      throw new ProtocolViolation("a protocol's name starts with a slash");
    }
    Line.write(out, accepted ? line : Line.NOT_AVAILABLE);
    return accepted ? Optional.of(line) : Optional.empty();
  }
}
