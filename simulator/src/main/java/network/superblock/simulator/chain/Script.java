package network.superblock.simulator.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/**
 * A transaction of the simulation.
 *
 * @param name makes it unlike every other; it can be executed once, as if it had a nonce
 * @param session the mailbox session of all its messages
 */
public record Script(String name, int session, List<Op> ops) {

  public Script {
    ops = List.copyOf(ops);
  }

  public Bytes encode() {
    var text = new StringBuilder(name).append(' ').append(session);
    for (var op : ops) text.append(' ').append(encode(op));
    return Bytes.of(text.toString().getBytes(UTF_8));
  }

  public static Script decode(Bytes transaction) {
    var words = new String(transaction.toArray(), UTF_8).split(" ", -1);
    var ops = new ArrayList<Op>(words.length);
    for (int i = 2; i < words.length; i++) ops.add(decodeOp(words[i]));
    return new Script(words[0], Integer.parseInt(words[1]), ops);
  }

  /** Whether it uses the mailbox at all. */
  public boolean touchesMailbox() {
    return !ops.isEmpty() && !ops.stream().allMatch(Op.Revert.class::isInstance);
  }

  Hash32 sessionId() {
    var word = new byte[32];
    for (int i = 0; i < 4; i++) word[31 - i] = (byte) (session >>> (8 * i));
    return Hash32.of(word);
  }

  private static String encode(Op op) {
    return switch (op) {
      case Op.Write(var to, var label, var data) ->
          "w:" + to + ":" + label.toHex() + ":" + data.toHex();
      case Op.Read(var from, var label) -> "r:" + from + ":" + label.toHex();
      case Op.TryRead(var from, var label) -> "t:" + from + ":" + label.toHex();
      case Op.PretendToMiss(var from, var label) -> "p:" + from + ":" + label.toHex();
      case Op.Revert _ -> "f";
    };
  }

  private static Op decodeOp(String word) {
    var parts = Stream.of(word.split(":", -1)).toList();
    return switch (parts.getFirst()) {
      case "w" -> new Op.Write(chain(parts), label(parts), Bytes.fromHex(parts.get(3)));
      case "r" -> new Op.Read(chain(parts), label(parts));
      case "t" -> new Op.TryRead(chain(parts), label(parts));
      case "p" -> new Op.PretendToMiss(chain(parts), label(parts));
      case "f" -> new Op.Revert();
      default -> throw new IllegalArgumentException("no such operation: " + word);
    };
  }

  private static ChainId chain(List<String> parts) {
    return new ChainId(Long.parseLong(parts.get(1)));
  }

  private static Bytes label(List<String> parts) {
    return Bytes.fromHex(parts.get(2));
  }
}
