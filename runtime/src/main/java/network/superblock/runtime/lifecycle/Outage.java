package network.superblock.runtime.lifecycle;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Tells what may succeed later from what is wrong for good. */
public final class Outage {

  private Outage() {}

  /** Whether something that the service depends on did not answer: the same call may succeed. */
  public static boolean is(Throwable failure) {
    return switch (failure) {
      case UnavailableException _,
          CallNotPermittedException _,
          DataAccessResourceFailureException _,
          TransientDataAccessException _,
          R2dbcTransientException _,
          R2dbcNonTransientResourceException _,
          TimeoutException _ ->
          true;
      default -> failure.getCause() != null && is(failure.getCause());
    };
  }
}
