package dev.raydeck.desktop.autoscaler;

import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the settings form against the RayCluster: what is wrong by field, and the change that is
/// left.
final class OptionsModel {
  private OptionsModel() {}

  /// Texts as typed; `groups` by name.
  record Form(String upscalingMode, String idleTimeoutSeconds, Map<String, Limits> groups) {}

  record Limits(String min, String max) {}

  /// Field problems as message keys: `idleTimeoutSeconds`, `<group>.min`, `<group>.max`.
  record Reading(Map<String, String> problems, int changes, Optional<OptionsChange> change) {}

  static Form of(RayCluster cluster) {
    AutoscalerOptions options = cluster.options();
    Map<String, Limits> groups = new LinkedHashMap<>();
    for (WorkerGroup group : cluster.groups()) {
      groups.put(
          group.name(),
          new Limits(Integer.toString(group.minReplicas()), Integer.toString(group.maxReplicas())));
    }
    return new Form(
        options.upscalingMode() == null ? "" : options.upscalingMode(),
        options.idleTimeoutSeconds() == null ? "" : options.idleTimeoutSeconds().toString(),
        groups);
  }

  static Reading read(Form form, RayCluster cluster) {
    Map<String, String> problems = new LinkedHashMap<>();
    AutoscalerOptions options = cluster.options();
    String mode = form.upscalingMode();
    String newMode = mode.isEmpty() || mode.equals(options.upscalingMode()) ? null : mode;
    Long idle = number("idleTimeoutSeconds", form.idleTimeoutSeconds(), problems);
    Integer present = options.idleTimeoutSeconds();
    Long newIdle = idle == null || (present != null && present == idle.longValue()) ? null : idle;
    Map<String, OptionsChange.GroupChange> groups = new LinkedHashMap<>();
    int changes = (newMode == null ? 0 : 1) + (newIdle == null ? 0 : 1);
    for (WorkerGroup group : cluster.groups()) {
      Limits limits = form.groups().get(group.name());
      if (limits != null) {
        changes += group(group, limits, groups, problems);
      }
    }
    boolean isReady = problems.isEmpty() && changes > 0;
    return new Reading(
        problems,
        changes,
        isReady ? Optional.of(new OptionsChange(newMode, newIdle, groups)) : Optional.empty());
  }

  private static int group(
      WorkerGroup group,
      Limits limits,
      Map<String, OptionsChange.GroupChange> changes,
      Map<String, String> problems) {
    Long min = number(group.name() + ".min", limits.min(), problems);
    Long max = number(group.name() + ".max", limits.max(), problems);
    if (min != null && max != null && min > max) {
      problems.put(group.name() + ".min", "options.wrong.minAboveMax");
    }
    Long newMin = changed(min, group.minReplicas());
    Long newMax = changed(max, group.maxReplicas());
    if (newMin == null && newMax == null) {
      return 0;
    }
    changes.put(group.name(), new OptionsChange.GroupChange(newMin, newMax));
    return (newMin == null ? 0 : 1) + (newMax == null ? 0 : 1);
  }

  private static @Nullable Long changed(@Nullable Long wanted, int present) {
    return wanted == null || wanted == present ? null : wanted;
  }

  /// Null where the field is empty, which leaves the value as it is.
  private static @Nullable Long number(String field, String text, Map<String, String> problems) {
    if (text.isBlank()) {
      return null;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value < 0 || value > Integer.MAX_VALUE) {
        problems.put(field, "options.wrong.range");
      }
      return value;
    } catch (NumberFormatException e) {
      problems.put(field, "options.wrong.number");
      return null;
    }
  }
}
