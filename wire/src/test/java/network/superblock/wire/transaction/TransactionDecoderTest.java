package network.superblock.wire.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.wire.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionDecoderTest {

  private static final String SECRET =
      "4646464646464646464646464646464646464646464646464646464646464646";
  private static final ChainId CHAIN = new ChainId(77777);
  private static final Address RECIPIENT =
      Address.fromHex("3535353535353535353535353535353535353535");
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private static final long SEED = 20_260_101;
  private static final List<Bytes> SIGNED =
      Arrays.stream(Transaction.Type.values()).map(TransactionDecoderTest::sign).toList();

  private final TransactionDecoder decoder = new TransactionDecoder(CHAIN);
  private final SigningKey key = SigningKey.fromHex(SECRET);

  /** The example of EIP-155. */
  @Test
  void readsTheExampleOfEip155() {
    var raw =
        Bytes.fromHex(
            "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7640000"
                + "8025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");

    SignedTransaction transaction = decoded(new TransactionDecoder(new ChainId(1)).decode(raw));

    assertThat(transaction.sender())
        .isEqualTo(Address.fromHex("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
    assertThat(transaction.nonce()).isEqualTo(9);
    assertThat(transaction.body().feeCap())
        .isEqualTo(new Wei(GWEI.multiply(BigInteger.valueOf(20))));
    assertThat(transaction.body().recipient()).contains(RECIPIENT);
  }

  @Test
  void readsWhatWalletsSign() {
    var raw =
        Bytes.fromHex(
            "02f87283012fd102843b9aca008477359400830186a0943535353535353535353535353535353535353535"
                + "0a84deadbeefc001a0b79f95eb1f5c4dde6ddcd115ae9e38e751672552a95ed0202b7b6da41ad2b7"
                + "81a0499c8d27129c67b9268b35fda8917ad1cf20a8c9c43ce91d82a3818eae1129c9");

    SignedTransaction decoded = decoded(decoder.decode(raw));

    assertThat(decoded.sender()).isEqualTo(key.address());
    assertThat(decoded.body())
        .isEqualTo(
            new Transaction(
                Transaction.Type.DYNAMIC_FEE,
                2,
                100_000,
                new Wei(GWEI.shiftLeft(1)),
                new Wei(GWEI),
                Optional.of(RECIPIENT),
                Wei.of(10),
                Bytes.fromHex("deadbeef"),
                List.of()));
  }

  @ParameterizedTest
  @EnumSource(Transaction.Type.class)
  void readsWhatItSigns(Transaction.Type type) {
    List<AccessListEntry> accessList =
        type == Transaction.Type.LEGACY
            ? List.of()
            : List.of(new AccessListEntry(RECIPIENT, List.of(Hash32.ZERO)));
    var body =
        new Transaction(
            type,
            7,
            21_000,
            Wei.of(5),
            Wei.of(5),
            Optional.empty(),
            Wei.of(1),
            Bytes.fromHex("00"),
            accessList);

    SignedTransaction signed = SignedTransaction.sign(body, key, CHAIN);

    assertThat(decoder.decode(signed.raw())).isEqualTo(new TransactionDecoding.Decoded(signed));
  }

  @Test
  void refusesAnotherChainsTransaction() {
    SignedTransaction foreign = SignedTransaction.sign(call(), key, new ChainId(1));

    assertThat(decoder.decode(foreign.raw()))
        .isEqualTo(new TransactionDecoding.WrongChain(BigInteger.ONE, CHAIN));
    assertThat(refusal(foreign.raw()))
        .isEqualTo("invalid sender: invalid chain id for signer: have 1 want 77777");
  }

  @Test
  void refusesATransactionWithoutReplayProtection() {
    var raw =
        Bytes.fromHex(
            "f86380843b9aca0082520894353535353535353535353535353535353535353580801ba0285ff6149acab5"
                + "14f0bf7fdaa0ea7c316bb23bccab964f39e848672e8f5ed946a0528e5ac5840a2fba2ae69799fb04"
                + "4d3016ef364246eda640c05da3ce6ba21802");

    assertThat(refusal(raw))
        .isEqualTo("only replay-protected (EIP-155) transactions allowed over RPC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"03c0", "04c0", "05c0", "00c0", "7fc0"})
  void refusesOtherKinds(String raw) {
    assertThat(refusal(Bytes.fromHex(raw))).isEqualTo("transaction type not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02", "01"})
  void refusesWhatIsTooShort(String raw) {
    assertThat(refusal(Bytes.fromHex(raw))).isEqualTo("typed transaction too short");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "c0", "02c0", "f8", "02c1", "c100", "02f8ffff"})
  void refusesBrokenRlp(String raw) {
    assertThat(refusal(Bytes.fromHex(raw))).startsWith("rlp: ");
  }

  @Test
  void refusesBytesAfterTheTransaction() {
    Bytes raw = SignedTransaction.sign(call(), key, CHAIN).raw();

    assertThat(refusal(raw.concat(Bytes.fromHex("00")))).startsWith("rlp: ");
  }

  /** The signature that anyone can make of a valid one. */
  @Test
  void refusesAHighS() throws MalformedRlpException {
    Bytes raw = SignedTransaction.sign(call(), key, CHAIN).raw();
    RlpList fields = RlpDecoder.decode(raw.slice(1, raw.size()), RlpLimits.TRANSACTION).asList();
    List<RlpItem> changed = new ArrayList<>(fields.items());
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    changed.set(9, RlpString.of(1 - fields.string(9).toLong()));
    changed.set(11, RlpString.of(order.subtract(fields.string(11).toUint256())));

    Bytes malleated = raw.slice(0, 1).concat(RlpList.of(changed).encoded());

    assertThat(refusal(malleated)).isEqualTo("invalid sender: invalid transaction v, r, s values");
  }

  @Test
  void refusesWhatIsTooLarge() {
    var large = Bytes.of(new byte[TransactionDecoder.MAX_SIZE + 1]);

    assertThat(refusal(large)).isEqualTo("oversized data: transaction size 131073, limit 131072");
  }

  @Test
  void aChangedTransactionIsNoLongerItsSenders() {
    var random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = SIGNED.get(i % SIGNED.size()).toArray();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      if (decoder.decode(Bytes.of(bytes)) instanceof TransactionDecoding.Decoded(var signed))
        assertThat(signed.sender()).isNotEqualTo(key.address());
    }
  }

  @Test
  void answersWhateverTheBytes() {
    var random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 1) bytes[0] = (byte) random.nextInt(4);
      assertThat(decoder.decode(Bytes.of(bytes))).isNotNull();
    }
  }

  private static Bytes sign(Transaction.Type type) {
    var body =
        new Transaction(
            type,
            2,
            100_000,
            Wei.of(7),
            Wei.of(7),
            Optional.of(RECIPIENT),
            Wei.of(1),
            Bytes.fromHex("beef"),
            List.of());
    return SignedTransaction.sign(body, SigningKey.fromHex(SECRET), CHAIN).raw();
  }

  private static Transaction call() {
    return Transaction.call(0, 21_000, Wei.of(5), Wei.of(1), RECIPIENT, Bytes.EMPTY);
  }

  private String refusal(Bytes raw) {
    return decoder.decode(raw) instanceof TransactionDecoding.Refused refused
        ? refused.message()
        : "not refused";
  }

  private static SignedTransaction decoded(TransactionDecoding decoding) {
    assertThat(decoding).isInstanceOf(TransactionDecoding.Decoded.class);
    return ((TransactionDecoding.Decoded) decoding).transaction();
  }
}
