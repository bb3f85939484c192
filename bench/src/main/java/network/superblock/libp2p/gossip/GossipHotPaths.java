package network.superblock.libp2p.gossip;

import java.util.Optional;
import java.util.Random;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A gossiped commitment's envelope: protobuf, message id, author's signature, snappy. */
@State(Scope.Thread)
public class GossipHotPaths {

  private static final String TOPIC = "/taiko/167000/0/preconfirmationCommitments";
  private static final int COMMITMENT = 382;
  private static final int LIST = 10 * 1024;

  private final MessageAuthority authority =
      new MessageAuthority(SignaturePolicy.STRICT_SIGN, Identity.generate(), 1);
  private final Message message = authority.author(TOPIC, Bytes.wrap(new byte[COMMITMENT]));
  private final Rpc rpc = Rpc.of(message);
  private final Bytes encoded = RpcCodec.encode(rpc);
  private final Bytes snappy = oneLiteral(LIST);

  @Benchmark
  public Bytes gossipRpcEncode() {
    return RpcCodec.encode(rpc);
  }

  @Benchmark
  public Object gossipRpcDecode() {
    return RpcCodec.decode(encoded);
  }

  @Benchmark
  public MessageId messageIdOfCommitment() {
    return MessageIdScheme.KONA.of(TOPIC, message);
  }

  @Benchmark
  public Optional<Bytes> snappyProbe10KiB() {
    return SnappyProbe.decompress(snappy);
  }

  @Benchmark
  public boolean gossipSignatureCheck() {
    return authority.accepts(message);
  }

  /** A valid block of snappy without a single copy. */
  private static Bytes oneLiteral(int size) {
    var content = new byte[size];
    new Random(1).nextBytes(content);
    var length = new byte[] {(byte) ((size & 0x7f) | 0x80), (byte) (size >> 7)};
    var literal = new byte[] {(byte) (61 << 2), (byte) (size - 1), (byte) ((size - 1) >> 8)};
    return Bytes.concat(Bytes.wrap(length), Bytes.wrap(literal), Bytes.wrap(content));
  }
}
