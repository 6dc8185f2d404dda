package dev.raydeck.engine.shape;

import dev.raydeck.model.Lint;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a new node of a group offers (ray: autoscaler/_private/kuberay/autoscaling_config.py).
///
/// For each resource the first source that has it wins: the group's own `resources`,
/// `rayStartParams`, the container's limits, its requests.
final class GroupShape {
  private final String path;
  private final RayTemplate template;
  private final List<Lint> lints;

  private GroupShape(String path, RayTemplate template, List<Lint> lints) {
    this.path = path;
    this.template = template;
    this.lints = lints;
  }

  static ResourceBundle of(String path, RayTemplate template, List<Lint> lints) {
    return new GroupShape(path, template, lints).read();
  }

  private ResourceBundle read() {
    Map<String, Double> custom = custom();
    Map<String, Double> all = new LinkedHashMap<>();
    Double cpu = amount("CPU", "num-cpus", "cpu");
    if (cpu == null) {
      error("", "no CPU in resources, rayStartParams, limits or requests", "a CPU limit");
    } else {
      all.put("CPU", cpu);
    }
    putIfPresent(all, "GPU", gpu());
    Double tpu = tpu(custom);
    if (tpu != null) {
      if (!custom.containsKey("TPU")) {
        all.put("TPU", tpu);
      }
      checkSlice();
      TpuSlice.headResource(template.nodeSelector()).ifPresent(name -> all.put(name, 1.0));
    }
    putIfPresent(all, "memory", amount("memory", "memory", "memory"));
    all.putAll(custom);
    return new ResourceBundle(all);
  }

  private void checkSlice() {
    Map<String, String> selector = template.nodeSelector();
    String topology = selector.get(TpuSlice.TOPOLOGY);
    String accelerator = selector.get(TpuSlice.ACCELERATOR);
    if (topology == null || accelerator == null) {
      return;
    }
    String field = "template.spec.nodeSelector.";
    if (!TpuSlice.isKnown(accelerator)) {
      warn(
          field + TpuSlice.ACCELERATOR,
          accelerator,
          "an accelerator Ray knows: it expects no TPU head of this one");
    } else if (!TpuSlice.isTopology(topology)) {
      error(field + TpuSlice.TOPOLOGY, topology, "chips along each side, such as 2x2x2");
    }
  }

  private static void putIfPresent(Map<String, Double> all, String name, @Nullable Double value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  private @Nullable Double amount(String own, String param, String kubernetes) {
    if (template.resources().containsKey(own)) {
      return quantity("resources." + own, template.resources().get(own), own);
    }
    if (template.rayStartParams().containsKey(param)) {
      return integer(param);
    }
    for (Map.Entry<String, Map<String, String>> source : containerResources().entrySet()) {
      String text = source.getValue().get(kubernetes);
      if (text != null) {
        return quantity(source.getKey() + "." + kubernetes, text, own);
      }
    }
    return null;
  }

  private Map<String, Map<String, String>> containerResources() {
    Map<String, Map<String, String>> sources = new LinkedHashMap<>();
    String container = "template.spec.containers[0].resources.";
    sources.put(container + "limits", template.limits());
    sources.put(container + "requests", template.requests());
    return sources;
  }

  /// The first key that ends in `gpu` and is above zero; 0 counts only from Ray's own settings.
  private @Nullable Double gpu() {
    if (template.resources().containsKey("GPU")) {
      return quantity("resources.GPU", template.resources().get("GPU"), "GPU");
    }
    if (template.rayStartParams().containsKey("num-gpus")) {
      return integer("num-gpus");
    }
    checkOneGpuKey();
    return firstAboveZero("gpu");
  }

  private void checkOneGpuKey() {
    for (Map.Entry<String, Map<String, String>> source : containerResources().entrySet()) {
      List<String> keys =
          source.getValue().keySet().stream().filter(key -> key.endsWith("gpu")).toList();
      if (keys.size() > 1) {
        warn(
            source.getKey(),
            String.join(", ", keys),
            "one resource that ends in gpu: Ray counts only the first above 0");
      }
    }
  }

  private @Nullable Double firstAboveZero(String keySuffix) {
    for (Map.Entry<String, Map<String, String>> source : containerResources().entrySet()) {
      for (Map.Entry<String, String> entry : source.getValue().entrySet()) {
        if (entry.getKey().endsWith(keySuffix)) {
          Double found = quantity(source.getKey() + "." + entry.getKey(), entry.getValue(), "");
          if (found != null && found > 0) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private @Nullable Double tpu(Map<String, Double> custom) {
    if (template.resources().containsKey("TPU")) {
      return quantity("resources.TPU", template.resources().get("TPU"), "TPU");
    }
    return custom.containsKey("TPU") ? custom.get("TPU") : firstAboveZero("google.com/tpu");
  }

  private Map<String, Double> custom() {
    String param = template.rayStartParams().get("resources");
    if (template.resources().isEmpty()) {
      return param == null ? Map.of() : customFromParam(param);
    }
    if (param != null) {
      warn("rayStartParams.resources", param, "nothing: Ray reads the group's resources instead");
    }
    Map<String, Double> custom = new LinkedHashMap<>();
    template
        .resources()
        .forEach((name, text) -> {
          if (!List.of("CPU", "GPU", "TPU", "memory").contains(name)) {
            putIfPresent(custom, name, quantity("resources." + name, text, name));
          }
        });
    return custom;
  }

  private Map<String, Double> customFromParam(String param) {
    Optional<Map<String, Double>> parsed = CustomResources.parse(param);
    if (parsed.isEmpty()) {
      error("rayStartParams.resources", param, "\"{\\\"Name\\\": 1}\" with whole numbers");
    } else if (parsed.get().values().stream().anyMatch(amount -> amount < 0)) {
      warn("rayStartParams.resources", param, "0 or more of each: Ray does not start with less");
    }
    return parsed.orElse(Map.of());
  }

  private @Nullable Double quantity(String field, @Nullable String text, String resource) {
    Optional<BigDecimal> exact = text == null ? Optional.empty() : Quantity.exact(text);
    if (text == null || exact.isEmpty()) {
      error(field, String.valueOf(text), "a Kubernetes quantity such as 2, 500m or 4Gi");
      return null;
    }
    double rounded = Quantity.rounded(text).orElseThrow();
    if (!resource.equals("memory") && exact.get().compareTo(BigDecimal.valueOf(rounded)) != 0) {
      warn(field, text, "a whole number: Ray counts on " + (long) rounded);
    }
    if (rounded < 0) {
      warn(field, text, "0 or more: Ray does not start with less");
    }
    return rounded;
  }

  private @Nullable Double integer(String param) {
    String text = String.valueOf(template.rayStartParams().get(param)).strip();
    if (!text.matches("[+-]?\\d{1,18}")) {
      error("rayStartParams." + param, text, "a whole number");
      return null;
    }
    return Double.valueOf(text);
  }

  private void error(String field, String found, String wanted) {
    lints.add(new Lint(Lint.Severity.ERROR, at(field), found, wanted));
  }

  private void warn(String field, String found, String wanted) {
    lints.add(new Lint(Lint.Severity.WARNING, at(field), found, wanted));
  }

  private String at(String field) {
    return field.isEmpty() ? path : path + "." + field;
  }
}
