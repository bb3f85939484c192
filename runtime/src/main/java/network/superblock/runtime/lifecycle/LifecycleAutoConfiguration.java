package network.superblock.runtime.lifecycle;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts a service's work when its dependencies are there, and stops it in order. */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration",
      "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration"
    })
public class LifecycleAutoConfiguration {

  /** Its own: closing one service must not close the connections of others in the same JVM. */
  @Bean
  ReactorResourceFactory reactorResourceFactory() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    // HTTP has been shut down in good order before: there is nothing left to wait for.
    resources.setShutdownQuietPeriod(Duration.ZERO);
    return resources;
  }

  @Bean
  ServiceStop serviceStop(
      ConfigurableApplicationContext context,
      @Value("${superblock.own-process:false}") boolean ownProcess) {
    return new ContextStop(context, ownProcess);
  }

  @Bean
  Activities activitiesHealthIndicator(
      ObjectProvider<Activity> activities,
      ObjectProvider<DependencyWatch> dependencies,
      ServiceStop serviceStop) {
    return new Activities(
        activities.orderedStream().toList(),
        dependencies.orderedStream().toList(),
        serviceStop,
        BackOff.DEFAULT);
  }
}
