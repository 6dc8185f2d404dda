package dev.raydeck.cluster.session;

import dev.raydeck.cluster.session.FieldProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the fields of `autoscalerOptions` and of a worker group may hold (kuberay:
/// apis/ray/v1/raycluster_types.go). Tells before anything is sent what the API server would let
/// pass and the operator would fail on.
final class OptionFields {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "version", List.of("v1", "v2"),
          "upscalingMode", List.of("Default", "Aggressive", "Conservative"),
          "imagePullPolicy", List.of("Always", "IfNotPresent", "Never"));
  private static final List<String> LISTS =
      List.of("env", "envFrom", "volumeMounts", "command", "args");
  private static final List<String> MAPS = List.of("resources", "securityContext");
  private static final List<String> NUMBERS =
      List.of("idleTimeoutSeconds", "minReplicas", "maxReplicas", "replicas");

  /// (kubernetes: apimachinery, resource.Quantity)
  private static final Pattern AMOUNT =
      Pattern.compile("\\d+(\\.\\d*)?([eE][-+]?\\d+|[numkMGTPE]|[KMGTPE]i)?");

  private OptionFields() {}

  /// `label` is how the field is called in the problem.
  static Optional<FieldProblem> problem(String label, String name, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (NUMBERS.contains(name)) {
      boolean isIn = value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE;
      return isIn
          ? Optional.empty()
          : Optional.of(
              new FieldProblem(label, Kind.OUT_OF_RANGE, value.toString(), 0, Integer.MAX_VALUE));
    }
    List<String> words = WORDS.get(name);
    if (words != null && !words.contains(value.toString())) {
      return Optional.of(FieldProblem.of(label, Kind.UNKNOWN_WORD, value));
    }
    boolean isShaped =
        LISTS.contains(name) ? value instanceof List : !MAPS.contains(name) || value instanceof Map;
    if (!isShaped) {
      return Optional.of(FieldProblem.of(label, Kind.WRONG_SHAPE, value));
    }
    return name.equals("resources") && value instanceof Map<?, ?> resources
        ? amounts(label, resources)
        : Optional.empty();
  }

  private static Optional<FieldProblem> amounts(String label, Map<?, ?> resources) {
    for (String part : List.of("requests", "limits")) {
      if (resources.get(part) instanceof Map<?, ?> amounts) {
        for (Object amount : amounts.values()) {
          if (!AMOUNT.matcher(String.valueOf(amount)).matches()) {
            return Optional.of(FieldProblem.of(label, Kind.NOT_AN_AMOUNT, amount));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Whether both say the same: a number read from JSON and one typed are of different types.
  static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number number && other instanceof Number with) {
      return number.longValue() == with.longValue();
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> with) {
      return map.keySet().equals(with.keySet())
          && map.entrySet().stream()
              .allMatch(entry -> isSame(entry.getValue(), with.get(entry.getKey())));
    }
    if (one instanceof List<?> list && other instanceof List<?> with) {
      boolean same = list.size() == with.size();
      for (int i = 0; same && i < list.size(); i++) {
        same = isSame(list.get(i), with.get(i));
      }
      return same;
    }
    return one == null ? other == null : one.equals(other);
  }
}
