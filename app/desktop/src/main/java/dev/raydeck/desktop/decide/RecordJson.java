package dev.raydeck.desktop.decide;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON objects that name their type: `{"is": "NotHead", "isHead": false}`. Durations
/// and instants are text.
final class RecordJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordJson() {}

  static JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Collection<?> all -> array(all);
      case Map<?, ?> map -> object(map);
      case Record one -> object(one);
      default -> NODES.stringNode(value.toString());
    };
  }

  private static JsonNode array(Collection<?> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(of(value)));
    return array;
  }

  private static JsonNode object(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((key, value) -> object.set(String.valueOf(key), of(value)));
    return object;
  }

  private static JsonNode object(Record value) {
    ObjectNode object = NODES.objectNode();
    object.put("is", value.getClass().getSimpleName());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        object.set(component.getName(), of(component.getAccessor().invoke(value)));
      } catch (IllegalAccessException | InvocationTargetException unreadable) {
        throw new IllegalStateException("cannot read " + component, unreadable);
      }
    }
    return object;
  }
}
