package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as maps, lists, strings and numbers, so that nobody else needs a library for it.
public final class Json {
  private static final KubernetesSerialization SERIALIZATION = PodParts.SERIALIZATION;

  private Json() {}

  public static String text(Object value) {
    return SERIALIZATION.asJson(value);
  }

  /// A JSON object; unchecked exception if it is none.
  @SuppressWarnings("unchecked") // A JSON object has string keys; the library gives no better type.
  public static Map<String, Object> object(String text) {
    return (Map<String, Object>) SERIALIZATION.unmarshal(text, Map.class);
  }

  /// A YAML text as maps, lists and scalars; null where it says nothing.
  ///
  /// @throws IllegalArgumentException with the reader's own words where it is no YAML
  public static @Nullable Object yaml(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return SERIALIZATION.unmarshal("value:\n" + text.indent(2), Map.class).get("value");
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String words = String.valueOf(cause.getMessage());
      throw new IllegalArgumentException(words.lines().findFirst().orElse(words), e);
    }
  }

  /// Lines of YAML, keys in the map's order.
  public static List<String> yamlLines(Map<?, ?> map) {
    return YamlLines.of(map, FieldWriters.of(null)).stream().map(ObjectView.Line::text).toList();
  }

  /// A patch as it is sent.
  public static String patch(List<PatchOp> patch) {
    return text(patch.stream().map(Json::op).toList());
  }

  /// What a JSON pointer (RFC 6901) leads to; null if nothing.
  static @Nullable Object at(Map<String, Object> root, String pointer) {
    Object found = root;
    for (String part :
        Arrays.asList(pointer.split("/", -1)).subList(1, pointer.split("/", -1).length)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      if (found instanceof Map<?, ?> map) {
        found = map.get(name);
      } else if (found instanceof List<?> list && name.matches("\\d{1,9}")) {
        int index = Integer.parseInt(name);
        found = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return found;
  }

  private static Map<String, Object> op(PatchOp op) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("op", op.op());
    map.put("path", op.path());
    if (op.value() != null || op.op().equals("test")) {
      map.put("value", op.value());
    }
    return map;
  }
}
