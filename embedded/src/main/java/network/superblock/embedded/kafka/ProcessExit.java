package network.superblock.embedded.kafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a failing broker from ending the JVM it is embedded in. Kafka's answer to a fatal fault is
 * to exit; here the thread that would have exited fails, and everyone who watches is told. Kafka
 * does not say which broker it was.
 */
final class ProcessExit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProcessExit.class);
  private static final Set<ProcessExit> WATCHES = ConcurrentHashMap.newKeySet();

  static {
    Exit.setExitProcedure(ProcessExit::refuse);
    Exit.setHaltProcedure(ProcessExit::refuse);
  }

  private final CompletableFuture<String> asked = new CompletableFuture<>();

  private ProcessExit() {}

  static ProcessExit watch() {
    var watch = new ProcessExit();
    WATCHES.add(watch);
    return watch;
  }

  /** Completes with Kafka's reason when it wants to end the process. */
  CompletionStage<String> asked() {
    return asked.minimalCompletionStage();
  }

  @Override
  public void close() {
    WATCHES.remove(this);
  }

  private static void refuse(int status, String message) {
    var reason = "Kafka asked to end the process with status " + status + ": " + message;
    log.error(reason);
    WATCHES.forEach(watch -> watch.asked.complete(reason));
    throw new IllegalStateException(reason);
  }
}
