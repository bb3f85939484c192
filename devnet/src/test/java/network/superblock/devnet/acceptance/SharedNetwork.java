package network.superblock.devnet.acceptance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the {@link TestNetwork} to constructors: to all test classes the same one, which the first
 * starts and which stops after the last.
 */
final class SharedNetwork implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedNetwork.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestNetwork.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(TestNetwork.class, _ -> TestNetwork.start(), TestNetwork.class);
  }
}
