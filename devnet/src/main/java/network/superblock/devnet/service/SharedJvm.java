package network.superblock.devnet.service;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import network.superblock.embedded.StartFailedException;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Runs every service in this JVM, each in a Spring context of its own. */
public record SharedJvm() implements ServiceHost {

  /** This JVM logs as it was told to: a context that starts would set that back, for all. */
  public SharedJvm {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
  }

  private static ConfigurableApplicationContext context(Service service) {
    var program = service.program();
    try {
      return ServiceApplication.start(program.main(), program.programName(), service.settings());
    } catch (RuntimeException e) {
      throw new StartFailedException(service.label() + " did not start; its log says why", e);
    }
  }

  @Override
  public Running start(Service service, Consumer<String> ended) {
    var context = context(service);
    var closing = new AtomicBoolean();
    ApplicationListener<ContextClosedEvent> listener =
        _ -> {
          if (!closing.get()) ended.accept(service.label() + " has stopped; its log says why");
        };
    context.addApplicationListener(listener);
    return () -> {
      closing.set(true);
      context.close();
    };
  }
}
