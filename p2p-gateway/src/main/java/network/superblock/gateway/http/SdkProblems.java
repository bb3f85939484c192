package network.superblock.gateway.http;

import java.util.concurrent.CompletionException;
import network.superblock.preconfirmation.SdkException;
import network.superblock.runtime.http.ProblemType;
import org.springframework.http.HttpStatus;

/** Which problem a node's failure is to the caller. */
final class SdkProblems {

  private static final ProblemType REFUSED =
      new ProblemType(
          "preconfirmation-refused",
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The preconfirmation is not valid, or must not be said");
  private static final ProblemType NO_PEERS =
      new ProblemType("no-peers", HttpStatus.SERVICE_UNAVAILABLE, "Nobody is there to hear");

  private SdkProblems() {}

  static Throwable of(Throwable failure) {
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (!(cause instanceof SdkException known)) return failure;
    var detail = String.valueOf(known.getMessage());
    return switch (known) {
      case SdkException.Validation _ -> REFUSED.exception(detail);
      case SdkException.MissingPeer _ -> NO_PEERS.exception(detail);
      case SdkException.Backpressure _ -> ProblemType.RATE_LIMITED.exception(detail);
      case SdkException.MissingData _ -> ProblemType.NOT_FOUND.exception(detail);
      case SdkException.Network _,
          SdkException.Storage _,
          SdkException.Timeout _,
          SdkException.Decode _,
          SdkException.Shutdown _,
          SdkException.Join _ ->
          ProblemType.UNAVAILABLE.exception(detail);
      case SdkException.Config _ -> failure;
    };
  }
}
