package dev.raydeck.desktop.actors;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A label selector as typed: `key=value`, `key=!value`, `key=in(a, b)` or `key=!in(a, b)`,
/// separated by commas. Keys and values are Kubernetes labels.
final class LabelField {
  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");
  private static final String NAME = "[a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?";
  private static final Pattern KEY =
      Pattern.compile("(?:(?=[^/]{1,253}/)[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*/)?" + NAME);
  private static final Pattern VALUE =
      Pattern.compile("(!?)\\s*(?:in\\s*\\(([^()]*)\\)|(%s))".formatted(NAME));

  private LabelField() {}

  /// By label, in Ray's own spelling; nothing where a part of the text is no such thing, or a label
  /// is named twice.
  static Optional<Map<String, String>> read(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String part : BETWEEN.split(text, -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).strip();
      Matcher value = VALUE.matcher(part.substring(equals + 1).strip());
      if (!KEY.matcher(key).matches() || !value.matches() || !areNames(values(value))) {
        return Optional.empty();
      }
      String wanted =
          value.group(2) == null ? value.group(3) : "in(" + String.join(",", values(value)) + ")";
      if (labels.put(key, value.group(1) + wanted) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }

  private static boolean areNames(List<String> values) {
    return values.stream().allMatch(value -> value.matches(NAME));
  }

  private static List<String> values(Matcher value) {
    String listed = value.group(2);
    return listed == null
        ? List.of(value.group(3))
        : Arrays.stream(listed.split(",", -1)).map(String::strip).toList();
  }

  /// As the autoscaler is told: one alternative, empty where nothing is asked.
  static LabelSelector selector(Map<String, String> labels) {
    return new LabelSelector(
        new TreeMap<>(labels).entrySet().stream().map(LabelField::constraint).toList());
  }

  private static LabelConstraint constraint(Map.Entry<String, String> label) {
    Matcher value = VALUE.matcher(label.getValue());
    if (!value.matches()) {
      throw new IllegalArgumentException(label.toString());
    }
    return new LabelConstraint(
        label.getKey(), value.group(1).isEmpty() ? Operator.IN : Operator.NOT_IN, values(value));
  }
}
