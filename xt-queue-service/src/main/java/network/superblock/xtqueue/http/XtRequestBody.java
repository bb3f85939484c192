package network.superblock.xtqueue.http;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.http.ProblemType;
import network.superblock.wire.MessageCodec;
import network.superblock.wire.XtDecoding;
import network.superblock.wire.v1.RollupV1;
import network.superblock.xtqueue.admission.Submission;

/** A request in protobuf: the XTRequest whose hash is the xT's id. See SBCP section 2. */
final class XtRequestBody {

  // 128 KiB of transactions and what the encoding adds to each of them.
  private static final int MAX_BODY = 160 * 1024;

  private XtRequestBody() {}

  /**
   * Reads the body.
   *
   * @throws network.superblock.runtime.http.ProblemException if it is no XTRequest in its one
   *     canonical form
   */
  static Submission read(byte[] body) {
    if (body.length > MAX_BODY)
      throw ProblemType.BODY_TOO_LARGE.exception(
          "The body has " + body.length + " bytes; the limit is " + MAX_BODY);
    return switch (MessageCodec.decodeXtRequest(Bytes.of(body))) {
      case XtDecoding.Decoded decoded -> Submission.of(decoded.request());
      case XtDecoding.Malformed malformed ->
          misshapen(body).orElseThrow(() -> malformed(malformed.reason()));
    };
  }

  /** A request that protobuf can hold but that is no xT: the examination says why. */
  private static Optional<Submission> misshapen(byte[] body) {
    try {
      var legs =
          RollupV1.XTRequest.parseFrom(body).getTransactionsList().stream()
              .map(leg ->
                  new Submission.Leg(
                      chain(leg.getChainId().toByteArray()),
                      leg.getTransactionList().stream()
                          .map(raw -> Bytes.of(raw.toByteArray()))
                          .toList()))
              .toList();
      var submission = new Submission(legs, Optional.empty());
      return submission.isMisshapen() ? Optional.of(submission) : Optional.empty();
    } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static ChainId chain(byte[] bigEndian) {
    return new ChainId(new BigInteger(1, bigEndian).longValueExact());
  }

  private static RuntimeException malformed(String reason) {
    return ProblemType.MALFORMED_BODY.exception("The body is no XTRequest: " + reason);
  }
}
