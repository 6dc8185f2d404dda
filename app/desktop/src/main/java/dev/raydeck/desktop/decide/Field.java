package dev.raydeck.desktop.decide;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place in a case: its path for messages, and the JSON found there; null or JSON null means
/// absent.
record Field(String path, @Nullable JsonNode json) {
  static Field root(JsonNode json) {
    return new Field("", json);
  }

  boolean isAbsent() {
    return json == null || json.isNull();
  }

  Field at(String key) throws CaseProblem {
    JsonNode object = object();
    return new Field(path.isEmpty() ? key : path + "." + key, object.get(key));
  }

  private JsonNode required() throws CaseProblem {
    if (json == null) {
      throw problem("is required");
    }
    return json;
  }

  private JsonNode object() throws CaseProblem {
    JsonNode found = required();
    if (!found.isObject()) {
      throw problem("an object is wanted, not " + shown());
    }
    return found;
  }

  List<Field> elements() throws CaseProblem {
    if (json == null) {
      return List.of();
    }
    if (!json.isArray()) {
      throw problem("a list is wanted, not " + shown());
    }
    List<Field> elements = new ArrayList<>();
    for (JsonNode element : json) {
      elements.add(new Field("%s[%d]".formatted(path, elements.size()), element));
    }
    return elements;
  }

  /// Members in the order of the text; none if absent.
  Map<String, Field> members() throws CaseProblem {
    return json == null ? Map.of() : requiredMembers();
  }

  Map<String, Field> requiredMembers() throws CaseProblem {
    Map<String, Field> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object().properties()) {
      members.put(
          entry.getKey(), new Field("%s.%s".formatted(path, entry.getKey()), entry.getValue()));
    }
    return members;
  }

  String text() throws CaseProblem {
    JsonNode found = required();
    if (!found.isString()) {
      throw problem("a string is wanted, not " + shown());
    }
    return found.asString();
  }

  String text(String ifAbsent) throws CaseProblem {
    return json == null ? ifAbsent : text();
  }

  boolean flag(boolean ifAbsent) throws CaseProblem {
    if (json == null) {
      return ifAbsent;
    }
    if (!json.isBoolean()) {
      throw problem("true or false is wanted, not " + shown());
    }
    return json.asBoolean();
  }

  /// A finite number from 0 to `max`; -0 is 0.
  double number(double max) throws CaseProblem {
    JsonNode found = required();
    double value = found.isNumber() ? found.doubleValue() : Double.NaN;
    if (!(value >= 0 && value <= max) || Double.isInfinite(value)) {
      throw problem("a number from 0 is wanted, not " + shown());
    }
    return value == 0 ? 0 : value;
  }

  /// A whole number from `min`; what is larger than any count here may be is the largest.
  int integer(int ifAbsent, int min) throws CaseProblem {
    if (json == null) {
      return ifAbsent;
    }
    BigInteger value = json.isIntegralNumber() ? json.bigIntegerValue() : null;
    if (value == null || value.compareTo(BigInteger.valueOf(min)) < 0) {
      throw problem("a whole number from %d is wanted, not %s".formatted(min, shown()));
    }
    return value.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
  }

  long wholeNumber(long ifAbsent) throws CaseProblem {
    if (json == null) {
      return ifAbsent;
    }
    if (!json.isIntegralNumber() || !json.canConvertToLong() || json.longValue() < 0) {
      throw problem("a whole number from 0 is wanted, not " + shown());
    }
    return json.longValue();
  }

  <E extends Enum<E>> E oneOf(Class<E> type, Set<E> allowed, String what) throws CaseProblem {
    String name = text();
    for (E value : allowed) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw problem("unknown %s %s".formatted(what, name));
  }

  CaseProblem problem(String what) {
    return new CaseProblem(null, path.isEmpty() ? what : path + ": " + what);
  }

  private String shown() {
    String text = String.valueOf(json);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
