package network.superblock.xtqueue.http;

import java.util.Locale;
import network.superblock.protocol.queue.Refusal;
import network.superblock.runtime.http.ProblemType;
import org.springframework.http.HttpStatus;

/** The problem that each refusal is to a caller. The names follow from the refusals'. */
final class RefusalProblems {

  private RefusalProblems() {}

  static ProblemType of(Refusal refusal) {
    return switch (refusal) {
      case SINGLE_CHAIN -> invalid(refusal, "An xT spans at least two chains");
      case CHAIN_NAMED_TWICE -> invalid(refusal, "A chain is named twice");
      case EMPTY_LEG -> invalid(refusal, "A chain is named without a transaction");
      case UNKNOWN_CHAIN -> invalid(refusal, "A chain is not registered");
      case INACTIVE_CHAIN -> invalid(refusal, "A chain takes no part now");
      case MALFORMED_TRANSACTION -> invalid(refusal, "A transaction cannot be read");
      case WRONG_CHAIN -> invalid(refusal, "A transaction is signed for another chain");
      case TOO_MANY_CHAINS -> invalid(refusal, "Too many chains");
      case TOO_MANY_TRANSACTIONS -> invalid(refusal, "Too many transactions for a chain");
      case BAD_EXPIRY -> invalid(refusal, "The expiry is past or too far away");
      case TOO_LARGE ->
          type(refusal, HttpStatus.CONTENT_TOO_LARGE, "The transactions are too large");
      case SIGNER_LIMIT ->
          type(refusal, HttpStatus.TOO_MANY_REQUESTS, "A signer has too many xTs waiting");
      case QUEUE_FULL -> type(refusal, HttpStatus.SERVICE_UNAVAILABLE, "The queue is full");
      case ADMISSION_PAUSED ->
          type(refusal, HttpStatus.SERVICE_UNAVAILABLE, "The admission is paused");
    };
  }

  private static ProblemType invalid(Refusal refusal, String title) {
    return type(refusal, HttpStatus.UNPROCESSABLE_CONTENT, title);
  }

  private static ProblemType type(Refusal refusal, HttpStatus status, String title) {
    return new ProblemType(
        refusal.name().toLowerCase(Locale.ROOT).replace('_', '-'), status, title);
  }
}
