package dev.raydeck.desktop.autoscaler;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.cluster.session.OptionsChange.FieldWish;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings form as texts by field, and the change they ask for.
///
/// A field is an option by name, `resources.requests.cpu` and the like, or `<group>.<name>`; an
/// empty text is no such field in the CR. A change is told against what the field was when a person
/// began to type, so that what somebody else changes meanwhile is not undone.
final class OptionsModel {
  static final List<String> AMOUNTS =
      List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory");
  static final List<String> BLOCKS =
      List.of("env", "envFrom", "volumeMounts", "securityContext", "command", "args");
  static final List<String> OF_A_GROUP =
      List.of("minReplicas", "maxReplicas", "replicas", "idleTimeoutSeconds", "suspend");
  private static final List<String> PLAIN =
      List.of("version", "upscalingMode", "idleTimeoutSeconds", "image", "imagePullPolicy");
  private static final List<String> NUMBERS =
      List.of("idleTimeoutSeconds", "minReplicas", "maxReplicas", "replicas");
  private static final String RESOURCES = "resources";

  private OptionsModel() {}

  /// Problems as message keys by field, and the change where there are none and something changed.
  record Reading(Map<String, Problem> problems, int changes, Optional<OptionsChange> change) {}

  /// `detail` is what the message is said with.
  record Problem(String key, String detail) {}

  /// What the CR says now.
  static Map<String, String> of(RayCluster cluster) {
    AutoscalerOptions options = cluster.options();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("version", text(options.version()));
    texts.put("upscalingMode", text(options.upscalingMode()));
    texts.put("idleTimeoutSeconds", text(options.idleTimeoutSeconds()));
    texts.put("image", text(options.image()));
    texts.put("imagePullPolicy", text(options.imagePullPolicy()));
    Object resources = options.all().get(RESOURCES);
    texts.put(RESOURCES, yaml(resources));
    for (String amount : AMOUNTS) {
      texts.put(RESOURCES + "." + amount, text(amount(resources, amount)));
    }
    BLOCKS.forEach(name -> texts.put(name, yaml(options.all().get(name))));
    for (WorkerGroup group : cluster.groups()) {
      String of = group.name() + ".";
      texts.put(of + "minReplicas", text(group.minReplicas()));
      texts.put(of + "maxReplicas", text(group.maxReplicas()));
      texts.put(of + "replicas", text(group.replicas()));
      texts.put(of + "idleTimeoutSeconds", text(group.idleTimeoutSeconds()));
      texts.put(of + "suspend", group.isSuspended() ? "true" : "");
    }
    return texts;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// A block as it stands below its name.
  private static String yaml(@Nullable Object block) {
    boolean isEmpty =
        block == null
            || (block instanceof Map<?, ?> map && map.isEmpty())
            || (block instanceof List<?> list && list.isEmpty());
    if (isEmpty) {
      return "";
    }
    List<String> lines = Json.yamlLines(Map.of("v", Objects.requireNonNull(block)));
    int indent = block instanceof Map ? 2 : 0;
    return String.join(
        "\n",
        lines.subList(1, lines.size()).stream()
            .map(line -> line.substring(Math.min(indent, line.length())))
            .toList());
  }

  private static @Nullable Object amount(@Nullable Object resources, String name) {
    int dot = name.indexOf('.');
    return resources instanceof Map<?, ?> map
            && map.get(name.substring(0, dot)) instanceof Map<?, ?> amounts
        ? amounts.get(name.substring(dot + 1))
        : null;
  }

  /// `base` is what each field was when a person began to change it.
  static Reading read(Map<String, String> base, Map<String, String> typed) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    Map<String, FieldWish> options = new TreeMap<>();
    Map<String, Map<String, FieldWish>> groups = new TreeMap<>();
    List<String> single = new ArrayList<>(PLAIN);
    single.addAll(BLOCKS);
    for (String name : single) {
      wish(name, name, base, typed, problems).ifPresent(wish -> options.put(name, wish));
    }
    resources(base, typed).ifPresent(wish -> options.put(RESOURCES, wish));
    for (String field : typed.keySet()) {
      int dot = field.lastIndexOf('.');
      String name = field.substring(dot + 1);
      if (dot > 0 && OF_A_GROUP.contains(name)) {
        wish(field, name, base, typed, problems)
            .ifPresent(wish ->
                groups
                    .computeIfAbsent(field.substring(0, dot), _ -> new TreeMap<>())
                    .put(name, wish));
      }
    }
    groups.keySet().forEach(group -> minAboveMax(group, typed, problems));
    OptionsChange change = new OptionsChange(options, groups);
    return new Reading(
        problems,
        change.count(),
        problems.isEmpty() && change.count() > 0 ? Optional.of(change) : Optional.empty());
  }

  private static Optional<FieldWish> wish(
      String field,
      String name,
      Map<String, String> base,
      Map<String, String> typed,
      Map<String, Problem> problems) {
    String was = base.getOrDefault(field, "");
    String is = typed.getOrDefault(field, was).strip();
    if (is.equals(was.strip())) {
      return Optional.empty();
    }
    try {
      Object wanted = value(name, is);
      if (wanted instanceof Long number && (number < 0 || number > Integer.MAX_VALUE)) {
        problems.put(field, new Problem("options.wrong.range", ""));
      }
      return Optional.of(new FieldWish(value(name, was), wanted));
    } catch (NumberFormatException e) {
      problems.put(field, new Problem("options.wrong.number", ""));
    } catch (IllegalArgumentException e) {
      problems.put(field, new Problem("options.wrong.yaml", String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private static void minAboveMax(
      String group, Map<String, String> typed, Map<String, Problem> problems) {
    String min = typed.getOrDefault(group + ".minReplicas", "").strip();
    String max = typed.getOrDefault(group + ".maxReplicas", "").strip();
    if (min.matches("\\d{1,10}")
        && max.matches("\\d{1,10}")
        && Long.parseLong(min) > Long.parseLong(max)) {
      problems.put(group + ".minReplicas", new Problem("options.wrong.minAboveMax", ""));
    }
  }

  private static @Nullable Object value(String name, String text) {
    if (BLOCKS.contains(name)) {
      return Json.yaml(text);
    }
    if (text.isBlank()) {
      return null;
    }
    if (NUMBERS.contains(name)) {
      return Long.valueOf(text.strip());
    }
    return name.equals("suspend") ? (Object) Boolean.valueOf(text) : text.strip();
  }

  /// The whole block, because the operator takes it whole; what the form does not show stays.
  private static Optional<FieldWish> resources(
      Map<String, String> base, Map<String, String> typed) {
    boolean isTouched =
        AMOUNTS.stream()
            .map(amount -> RESOURCES + "." + amount)
            .anyMatch(field ->
                !typed
                    .getOrDefault(field, base.getOrDefault(field, ""))
                    .strip()
                    .equals(base.getOrDefault(field, "")));
    if (!isTouched) {
      return Optional.empty();
    }
    Object was = Json.yaml(base.getOrDefault(RESOURCES, ""));
    Map<String, Object> block = copy(was);
    for (String amount : AMOUNTS) {
      int dot = amount.indexOf('.');
      String part = amount.substring(0, dot);
      Map<String, Object> amounts = copy(block.get(part));
      String field = RESOURCES + "." + amount;
      String text = typed.getOrDefault(field, base.getOrDefault(field, "")).strip();
      if (text.isEmpty()) {
        amounts.remove(amount.substring(dot + 1));
      } else if (!text.equals(text(amounts.get(amount.substring(dot + 1))))) {
        amounts.put(amount.substring(dot + 1), text);
      }
      if (amounts.isEmpty()) {
        block.remove(part);
      } else {
        block.put(part, amounts);
      }
    }
    return Optional.of(new FieldWish(was, block.isEmpty() ? null : block));
  }

  private static Map<String, Object> copy(@Nullable Object map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> found) {
      found.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
