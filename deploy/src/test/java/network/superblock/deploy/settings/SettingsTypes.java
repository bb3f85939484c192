package network.superblock.deploy.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The classes that hold the services' settings. */
public final class SettingsTypes {

  private static final List<Class<?>> ALL = scan();

  private SettingsTypes() {}

  static List<Class<?>> all() {
    return ALL;
  }

  private static List<Class<?>> scan() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("network.superblock").stream()
        .<Class<?>>map(
            found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
        .filter(Class::isRecord)
        .toList();
  }

  /** The names of a class's settings in camel case, as the chart's values spell them. */
  public static List<String> namesOf(String prefix) {
    var type =
        all().stream()
            .filter(
                each -> each.getAnnotation(ConfigurationProperties.class).value().equals(prefix))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
