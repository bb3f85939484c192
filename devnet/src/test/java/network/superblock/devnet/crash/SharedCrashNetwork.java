package network.superblock.devnet.crash;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes the same network, which the first starts and the last stops. */
final class SharedCrashNetwork implements ParameterResolver, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(SharedCrashNetwork.class);
  private static final Set<Class<?>> TO_COME =
      new HashSet<>(
          Set.of(
              ServiceCrashTest.class,
              FailoverTest.class,
              RollBackCrashTest.class,
              KafkaOutageTest.class));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == CrashNetwork.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(CrashNetwork.class, _ -> CrashNetwork.start(), CrashNetwork.class);
  }

  /** Not at the end of the run: its processes would slow down all tests that follow. */
  @Override
  public void afterAll(ExtensionContext test) {
    TO_COME.remove(test.getRequiredTestClass());
    if (!TO_COME.isEmpty()) return;
    var network = test.getRoot().getStore(NAMESPACE).remove(CrashNetwork.class, CrashNetwork.class);
    if (network != null) network.close();
  }
}
