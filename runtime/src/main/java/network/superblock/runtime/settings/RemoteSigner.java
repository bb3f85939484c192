package network.superblock.runtime.settings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HexFormat;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.signature.Signature;
import network.superblock.wire.signature.Signer;

/** Asks a signer outside for each signature, by Web3Signer's {@code eth1/sign}. Blocks. */
final class RemoteSigner implements Signer {

  private static final int SIGNATURE = 65;

  private final SignerProperties properties;
  private final URI endpoint;
  private final Address address;
  private final HttpClient http;

  RemoteSigner(SignerProperties properties) {
    this.properties = properties;
    var base = properties.url().toString().replaceFirst("/+$", "");
    this.endpoint = URI.create(base + "/api/v1/eth1/sign/0x" + properties.publicKey());
    var hash = Keccak256.hash(HexFormat.of().parseHex(properties.publicKey()));
    this.address = Address.of(Arrays.copyOfRange(hash, 12, 32));
    this.http = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
  }

  @Override
  public Address address() {
    return address;
  }

  /**
   * Of the digest's keccak256, which is what the signer makes of what it is sent.
   *
   * @throws UnavailableException if the signer does not answer, or not with this key's signature
   */
  @Override
  public Signature sign(Hash32 digest) {
    var signed = Hash32.of(Keccak256.hash(digest.toArray()));
    var rsv = ask(digest);
    for (var odd : new boolean[] {false, true}) {
      var signature = Signature.ofParts(Arrays.copyOf(rsv, Signature.SIZE), odd);
      if (signature.signerOf(signed).filter(address::equals).isPresent()) return signature;
    }
    throw unavailable("signs with another key than " + address, null);
  }

  private byte[] ask(Hash32 digest) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(properties.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"data\":\"" + digest + "\"}"))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 404) throw unavailable("has no key of " + address, null);
      if (answer.statusCode() != 200)
        throw unavailable("answers " + answer.statusCode() + " instead of a signature", null);
      var text = answer.body().strip().replace("\"", "");
      var bytes = Bytes.fromHex(text.startsWith("0x") ? text.substring(2) : text).toArray();
      if (bytes.length == SIGNATURE) return bytes;
      throw unavailable("answers with " + bytes.length + " bytes instead of a signature", null);
    } catch (IllegalArgumentException e) {
      throw unavailable("answers with something else than a signature", e);
    } catch (IOException e) {
      throw unavailable("does not answer: " + Reason.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for", e);
    }
  }

  private UnavailableException unavailable(
      String what, @org.jspecify.annotations.Nullable Exception e) {
    var words = "the signer at " + properties.url() + " " + what;
    return new UnavailableException(words, e == null ? new IllegalStateException(words) : e);
  }

  @Override
  public String toString() {
    return "RemoteSigner[" + address + "]";
  }
}
