package network.superblock.bench.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.slot.ActiveRollups;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.slot.Rollups;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.EnvelopeSigner;
import network.superblock.wire.envelope.NetworkId;
import network.superblock.wire.envelope.SenderKeys;
import network.superblock.wire.signature.SigningKey;

/** Everyone in the network, with a key each; it stands in for the registry on L1. */
record Cast(int pairs) {

  static final NetworkId NETWORK = new NetworkId("bench");
  static final Sender.Publisher PUBLISHER = new Sender.Publisher(Role.SLOT_SERVICE, "bench");
  static final Sender.Publisher QUEUE = new Sender.Publisher(Role.XT_QUEUE_SERVICE, "bench");
  static final Sender.Publisher STORE = new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "bench");

  private static final long FIRST_CHAIN = 70_001;
  private static final Map<Sender, Set<Address>> ADDRESSES = new ConcurrentHashMap<>();

  /** Two chains that no other pair has. */
  record Pair(ChainId one, ChainId other) {}

  Pair pair(int index) {
    return new Pair(chain(2 * index), chain(2 * index + 1));
  }

  List<ChainId> chains() {
    return IntStream.range(0, 2 * pairs).mapToObj(Cast::chain).toList();
  }

  static SigningKey keyOf(Sender sender) {
    return SigningKey.fromHex(hash(sender.id()).toString());
  }

  static EnvelopeSigner signerOf(Sender sender) {
    return new EnvelopeSigner(NETWORK, sender, keyOf(sender));
  }

  static SenderKeys keys() {
    return sender -> ADDRESSES.computeIfAbsent(sender, each -> Set.of(keyOf(each).address()));
  }

  static KeyRing keyRing() {
    return new KeyRing() {
      @Override
      public SenderKeys since(long l1Block) {
        return keys();
      }

      @Override
      public void refresh() {}
    };
  }

  Rollups rollups() {
    var genesis = new TreeMap<ChainId, Hash32>();
    for (var chain : chains()) genesis.put(chain, hash("genesis of " + chain));
    var active = new ActiveRollups(new L1BlockRef(1, Hash32.ZERO), genesis);
    return _ -> Optional.of(active);
  }

  private static ChainId chain(int index) {
    return new ChainId(FIRST_CHAIN + index);
  }

  private static Hash32 hash(String text) {
    return Hash32.of(Keccak256.hash(text.getBytes(UTF_8)));
  }
}
