package network.superblock.deploy.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** What a service finds when it starts: variables before its given file before its own one. */
public final class ServiceEnvironment {

  private final StandardEnvironment environment = new StandardEnvironment();
  private final List<PropertySource<?>> given;

  /**
   * @param service the program's name
   * @param file the settings file that it is given, in YAML; may be empty
   */
  public ServiceEnvironment(String service, String file, Map<String, String> variables) {
    var sources = environment.getPropertySources();
    sources.forEach(source -> sources.remove(source.getName()));
    sources.addLast(
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new LinkedHashMap<>(variables)));
    given = load("given", new ByteArrayResource(file.getBytes(UTF_8)));
    given.forEach(sources::addLast);
    load("own", new ClassPathResource(service + ".yml")).forEach(sources::addLast);
  }

  public String get(String setting) {
    return environment.getRequiredProperty(setting);
  }

  /** What Spring makes of everything below a prefix. */
  public <T> T bind(String prefix, Class<T> type) {
    return Binder.get(environment).bindOrCreate(prefix, type);
  }

  /** The settings of the given file, by their names. */
  public List<String> namesInFile() {
    return given.stream()
        .map(source -> (EnumerablePropertySource<?>) source)
        .flatMap(source -> Arrays.stream(source.getPropertyNames()))
        .toList();
  }

  /**
   * Makes the services' own settings classes of what is there, as at a start: each checks itself,
   * and an unknown name or a wrong value fails.
   *
   * @return the prefixes that were there
   */
  public SortedSet<String> bindAll() {
    var bound = new TreeSet<String>();
    for (var type : SettingsTypes.all()) {
      var prefix = type.getAnnotation(ConfigurationProperties.class).value();
      if (!isGiven(prefix)) continue;
      binderOf(prefix)
          .bindOrCreate(
              prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
      bound.add(prefix);
    }
    return bound;
  }

  /** Sees what is below {@code prefix} but not what belongs to another class below it. */
  private Binder binderOf(String prefix) {
    var others =
        SettingsTypes.all().stream()
            .map(type -> type.getAnnotation(ConfigurationProperties.class).value())
            .filter(other -> other.startsWith(prefix + "."))
            .map(ConfigurationPropertyName::of)
            .toList();
    var sources = new ArrayList<ConfigurationPropertySource>();
    for (var source : ConfigurationPropertySources.get(environment))
      sources.add(
          source.filter(name -> others.stream().noneMatch(other -> other.isAncestorOf(name))));
    return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
  }

  private boolean isGiven(String prefix) {
    var name = ConfigurationPropertyName.of(prefix);
    for (var source : ConfigurationPropertySources.get(environment))
      if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) return true;
    return false;
  }

  private static List<PropertySource<?>> load(String name, Resource yaml) {
    try {
      return new YamlPropertySourceLoader().load(name, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
