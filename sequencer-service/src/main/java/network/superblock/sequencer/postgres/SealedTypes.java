package network.superblock.sequencer.postgres;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Writes which of a sealed type's kinds a protocol value is, by its simple name. The kinds of one
 * sealed type have different names.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;
  private static final JsonTypeInfo.Value BY_NAME =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true);

  @Override
  public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedClass type && isKindOfASealedType(type.getRawType())
        ? BY_NAME
        : super.findPolymorphicTypeInfo(config, annotated);
  }

  private static boolean isKindOfASealedType(Class<?> type) {
    if (!type.getName().startsWith("network.superblock.protocol.")) return false;
    if (type.isSealed()) return true;
    for (Class<?> above : type.getInterfaces()) if (isKindOfASealedType(above)) return true;
    return false;
  }
}
