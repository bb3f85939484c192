package network.superblock.runtime.l1;

import java.time.InstantSource;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.jsonrpc.JsonRpcAutoConfiguration;
import network.superblock.runtime.kafka.TopicsAutoConfiguration;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.DependencyWatch;
import network.superblock.runtime.lifecycle.LifecycleAutoConfiguration;
import okhttp3.OkHttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/** web3j, guarded, and the registry on L1. Stands in for web3j's own starter. */
@AutoConfiguration(
    before = {LifecycleAutoConfiguration.class, TopicsAutoConfiguration.class},
    after = JsonRpcAutoConfiguration.class)
@ConditionalOnProperty("superblock.l1.url")
@EnableConfigurationProperties(L1Properties.class)
public class L1AutoConfiguration {

  private static final DataSize LARGEST_RESPONSE = DataSize.ofMegabytes(32);

  @Bean(destroyMethod = "shutdown")
  Web3j web3j(L1Properties properties) {
    var http =
        new OkHttpClient.Builder()
            .callTimeout(properties.timeout())
            .addInterceptor(new BoundedResponses(LARGEST_RESPONSE))
            .build();
    return Web3j.build(new HttpService(properties.url().toString(), http));
  }

  @Bean
  L1Client l1Client(Web3j web3j, L1Properties properties, CallGuard.Registries registries) {
    return new L1Client(web3j, new CallGuard("l1", properties.timeout(), registries));
  }

  @Bean
  RegistryReader registryReader(L1Client l1, L1Properties properties, InstantSource clock) {
    return new RegistryReader(l1, properties, clock);
  }

  @Bean
  DependencyWatch l1HealthIndicator(RegistryReader registry, L1Properties properties) {
    return new DependencyWatch(registry, BackOff.DEFAULT, properties.poll());
  }
}
