package network.superblock.preconfirmation.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.preconfirmation.storage.Faults.Fate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Connections of one statement each, of which one is lost before its statement or after it. */
public final class FailingConnections implements ConnectionFactory {

  private final ConnectionFactory real;
  private final int lost;
  private final Fate fate;
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean armed = true;

  /** Loses the connection of this number, from 1. */
  public FailingConnections(ConnectionFactory real, int lost, Fate fate) {
    this.real = real;
    this.lost = lost;
    this.fate = fate;
  }

  /** How many statements there were. */
  public int statements() {
    return opened.get();
  }

  /** From now on nothing is lost or counted. */
  public void heal() {
    armed = false;
  }

  @Override
  public Publisher<? extends Connection> create() {
    return Mono.defer(() -> {
      if (!armed) return Mono.from(real.create());
      if (opened.incrementAndGet() != lost || fate == Fate.WELL) return Mono.from(real.create());
      if (fate == Fate.NOT_DONE) return Mono.error(failure());
      return Mono.from(real.create()).map(FailingConnections::lostAtTheEnd);
    });
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return real.getMetadata();
  }

  private static Connection lostAtTheEnd(Connection connection) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (method.getName().equals("close"))
            return Mono.from(connection.close()).then(Mono.error(failure()));
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  private static R2dbcNonTransientResourceException failure() {
    return new R2dbcNonTransientResourceException("made to fail");
  }
}
