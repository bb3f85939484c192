package network.superblock.cli.narration;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Protocol types as JSON for tools: a record's components by name, a record of one component as
 * that component, bytes and hashes as 0x-hex. Meant to be read, never to be read back.
 */
public final class PlainJson {

  private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

  private PlainJson() {}

  public static JsonNode of(Object value) {
    return switch (value) {
      case Optional<?> some -> some.isPresent() ? of(some.get()) : JSON.nullNode();
      case Bytes bytes -> JSON.stringNode(bytes.toString());
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        map.forEach((key, each) -> object.set(String.valueOf(key), of(each)));
        yield object;
      }
      case Collection<?> many -> {
        var array = JSON.arrayNode();
        many.forEach(each -> array.add(of(each)));
        yield array;
      }
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Boolean flag -> JSON.booleanNode(flag);
      case Record record -> ofRecord(record);
      default -> JSON.stringNode(value.toString());
    };
  }

  private static JsonNode ofRecord(Record record) {
    var components = record.getClass().getRecordComponents();
    if (components.length == 1 && !isVariant(record)) return of(valueOf(record, components[0]));
    var object = JSON.objectNode();
    if (isVariant(record)) object.put("kind", record.getClass().getSimpleName());
    for (var component : components)
      object.set(component.getName(), of(valueOf(record, component)));
    return object;
  }

  /** One of several, so its name matters. */
  private static boolean isVariant(Record record) {
    for (var type : record.getClass().getInterfaces()) if (type.isSealed()) return true;
    return false;
  }

  private static Object valueOf(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
