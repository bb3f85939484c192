package network.superblock.runtime.lifecycle;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures as one line for people. */
public final class Reason {

  private static final int LONGEST = 300;

  private Reason() {}

  /** The innermost cause in one line, without a stack trace, and what to do where that is known. */
  public static String of(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    var message = cause.getMessage();
    var name = cause.getClass().getSimpleName();
    var text = message == null || message.isBlank() ? name : name + ": " + message;
    var line = text.replaceAll("\\s+", " ").strip();
    var shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    return Remedy.of(failure).map(remedy -> shown + "; " + remedy).orElse(shown);
  }

  /** What a future's failure was wrapped around. */
  public static Throwable unwrapped(Throwable failure) {
    var cause = failure.getCause();
    var isWrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
    return isWrapper && cause != null ? cause : failure;
  }
}
