package network.superblock.runtime.http;

import network.superblock.runtime.lifecycle.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why requests cannot be served: what is missing may be nothing that health looks
 * at, a full disk for one. Callers ask again and again, so a reason that stays is told once in a
 * hundred times.
 */
final class Unavailability {

  private static final Logger log = LoggerFactory.getLogger(Unavailability.class);
  private static final int EACH = 100;

  private String last = "";
  private int times;

  synchronized void tell(Throwable failure) {
    var reason = Reason.of(failure);
    // Names of files and numbers of blocks differ from time to time.
    var kind = reason.replaceAll("\\d+", "#");
    if (!kind.equals(last)) times = 0;
    last = kind;
    if (times++ % EACH == 0) log.warn("a request cannot be served: {}", reason);
  }
}
