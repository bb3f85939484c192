package network.superblock.deploy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import network.superblock.deploy.YamlFile;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of all settings, in one spelling: lower case, without dashes and indexes. Ours are read
 * off the classes that hold them, Spring Boot's off the metadata in its jars.
 */
public final class KnownSettings {

  private static final Pattern OF_POSTGRES = Pattern.compile("superblock\\.postgres\\.([a-z]+)");
  private static final Path POSTGRES =
      Path.of("../runtime/src/main/java/network/superblock/runtime/postgres/PostgresSettings.java");

  private final SortedSet<String> names = new TreeSet<>();
  private final SortedSet<String> prefixes = new TreeSet<>();

  private KnownSettings() {}

  /** Everything that a service may be told. */
  public static KnownSettings ofServices() {
    var known = new KnownSettings();
    for (var type : SettingsTypes.all())
      known.addRecord(type.getAnnotation(ConfigurationProperties.class).value() + ".", type);
    // Not bound to a class: derived into Spring's own.
    OF_POSTGRES
        .matcher(YamlFile.text(POSTGRES))
        .results()
        .forEach(match -> known.names.add("superblock.postgres." + match.group(1)));
    for (var name : new String[] {"username", "password"})
      known.names.add("superblock.postgres." + name);
    known.addSpring();
    return known;
  }

  /** Whether there is a setting of this name, however it is spelled in a settings file. */
  public boolean has(String name) {
    var plain = plain(name);
    return names.contains(plain) || prefixes.stream().anyMatch(plain::startsWith);
  }

  /** Whether Spring would take an environment variable for a setting. */
  public boolean hasVariable(String variable) {
    var name = variable.toLowerCase(Locale.ROOT).replaceAll("_\\d+(?=_|$)", "");
    return names.stream().anyMatch(known -> variableOf(known).equals(name))
        || prefixes.stream().anyMatch(prefix -> name.startsWith(variableOf(prefix)));
  }

  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  private void addRecord(String prefix, Class<?> type) {
    for (var component : type.getRecordComponents()) {
      var name = prefix + component.getName();
      if (Map.class.isAssignableFrom(component.getType())) prefixes.add(plain(name) + ".");
      var held = held(component);
      if (held.isRecord()) addRecord(name + ".", held);
      else names.add(plain(name));
    }
  }

  /** A list's elements are named like the list. */
  private static Class<?> held(RecordComponent component) {
    Type type = component.getGenericType();
    if (Collection.class.isAssignableFrom(component.getType())
        && type instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> element) return element;
    return component.getType();
  }

  private void addSpring() {
    try {
      var files =
          KnownSettings.class
              .getClassLoader()
              .getResources("META-INF/spring-configuration-metadata.json");
      for (var file : Collections.list(files))
        try (var in = file.openStream()) {
          for (var property : JsonMapper.shared().readTree(in).path("properties")) {
            var name = plain(property.path("name").asString(""));
            if (property.path("type").asString("").startsWith("java.util.Map")) {
              prefixes.add(name + ".");
            } else names.add(name);
          }
        }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String name) {
    return name.replaceAll("\\[\\d+\\]", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String variableOf(String name) {
    return name.replace('.', '_');
  }
}
