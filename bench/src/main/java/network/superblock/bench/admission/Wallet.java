package network.superblock.bench.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.wire.signature.Signature;
import network.superblock.wire.signature.SigningKey;

/** A user who signs EIP-1559 transactions, an xT of two chains at a time. */
final class Wallet {

  private static final List<ChainId> CHAINS = List.of(new ChainId(77_777), new ChainId(88_888));
  private static final Bytes TYPE = Bytes.of((byte) 2);
  private static final Address CONTRACT = new Address(Bytes.fromHex("0x" + "aa".repeat(20)));
  // A contract's call with three arguments.
  private static final Bytes INPUT = Bytes.of(new byte[100]);
  private static final long GAS = 200_000;
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private final SigningKey key;
  private long nonce;

  Wallet(int number) {
    var secret = Keccak256.hash(("wallet " + number).getBytes(UTF_8));
    this.key = SigningKey.fromHex(HexFormat.of().formatHex(secret));
  }

  /** The JSON of another xT. */
  String nextXt() {
    var legs = new ArrayList<String>();
    for (var chain : CHAINS)
      legs.add("{\"chainId\":%s,\"rawTransactions\":[\"%s\"]}".formatted(chain, signed(chain)));
    nonce++;
    return "{\"transactions\":[" + String.join(",", legs) + "]}";
  }

  private Bytes signed(ChainId chain) {
    var fields = new ArrayList<RlpItem>();
    fields.add(RlpString.of(chain.value()));
    fields.add(RlpString.of(nonce));
    fields.add(RlpString.of(GWEI));
    fields.add(RlpString.of(GWEI.shiftLeft(1)));
    fields.add(RlpString.of(GAS));
    fields.add(RlpString.of(CONTRACT));
    fields.add(RlpString.of(0));
    fields.add(RlpString.of(INPUT));
    fields.add(RlpList.of());
    var digest = Keccak256.hash(TYPE.concat(RlpList.of(fields).encoded()));
    addSignature(fields, key.sign(digest));
    return TYPE.concat(RlpList.of(fields).encoded());
  }

  private static void addSignature(List<RlpItem> fields, Signature signature) {
    var half = Signature.SIZE / 2;
    var r = new BigInteger(1, signature.bytes().slice(0, half).toArray());
    var packed = new BigInteger(1, signature.bytes().slice(half, Signature.SIZE).toArray());
    var parity = 8 * half - 1;
    fields.add(RlpString.of(packed.testBit(parity) ? 1 : 0));
    fields.add(RlpString.of(r));
    fields.add(RlpString.of(packed.clearBit(parity)));
  }
}
