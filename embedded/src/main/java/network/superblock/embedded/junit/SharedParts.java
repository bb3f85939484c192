package network.superblock.embedded.junit;

import network.superblock.embedded.postgres.PostgresDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives {@link TestTopics} and {@link PostgresDatabase} as parameters of constructors, test and
 * lifecycle methods: the same to all of one test class. Tests that need them before JUnit can give
 * parameters ask {@link SharedKafka} and {@link SharedPostgres}.
 */
public final class SharedParts implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedParts.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    var type = parameter.getParameter().getType();
    return type == TestTopics.class || type == PostgresDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var testClass = test.getRequiredTestClass();
    var type = parameter.getParameter().getType();
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(new Key(testClass, type), Key::create, Object.class);
  }

  private record Key(Class<?> test, Class<?> type) {

    Object create() {
      return type == TestTopics.class
          ? SharedKafka.topicsOf(test)
          : SharedPostgres.databaseOf(test);
    }
  }
}
