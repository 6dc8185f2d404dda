package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.PatchOp;
import dev.raydeck.cluster.session.FieldProblem.Kind;
import dev.raydeck.cluster.session.OptionsChange.GroupChange;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A change of options laid out as values: problems, patch, and the lines before and after.
///
/// The patch tests each value it replaces and each group's name, not the resourceVersion: status
/// writes and the autoscaler's own `replicas` must not spoil a form that a person has open.
record OptionsPlan(
    List<FieldProblem> problems, List<PatchOp> patch, List<String> before, List<String> after) {
  private static final Set<String> MODES = Set.of("Default", "Aggressive", "Conservative");
  private static final String OPTIONS = "/spec/autoscalerOptions";

  /// `hasOptions`: the object has `spec.autoscalerOptions`, which must be made first where it has
  /// not.
  static OptionsPlan of(RayCluster cluster, boolean hasOptions, OptionsChange change) {
    List<FieldProblem> problems = problems(cluster, change);
    Lines before = new Lines();
    Lines after = new Lines();
    List<PatchOp> tests = new ArrayList<>();
    List<PatchOp> sets = new ArrayList<>();
    tests.add(PatchOp.test("/metadata/uid", cluster.uid()));
    var options = cluster.options();
    Patch patch = new Patch(tests, sets);
    before.option("idleTimeoutSeconds", options.idleTimeoutSeconds());
    before.option("upscalingMode", options.upscalingMode());
    boolean touchesOptions = change.idleTimeoutSeconds() != null || change.upscalingMode() != null;
    if (touchesOptions && !hasOptions) {
      sets.add(PatchOp.add(OPTIONS, Map.of()));
    }
    after.option(
        "idleTimeoutSeconds",
        patch.set(
            OPTIONS + "/idleTimeoutSeconds",
            options.idleTimeoutSeconds(),
            change.idleTimeoutSeconds()));
    after.option(
        "upscalingMode",
        patch.set(OPTIONS + "/upscalingMode", options.upscalingMode(), change.upscalingMode()));
    new TreeMap<>(change.groups())
        .forEach((name, wish) ->
            cluster.group(name).ifPresent(group -> patch.group(group, wish, before, after)));
    boolean changes = !sets.isEmpty() && problems.isEmpty();
    List<PatchOp> all = new ArrayList<>(tests);
    all.addAll(sets);
    return new OptionsPlan(
        problems, changes ? List.copyOf(all) : List.of(), before.lines(), after.lines());
  }

  private static List<FieldProblem> problems(RayCluster cluster, OptionsChange change) {
    List<FieldProblem> problems = new ArrayList<>();
    String mode = change.upscalingMode();
    if (mode != null && !MODES.contains(mode)) {
      problems.add(new FieldProblem("upscalingMode", Kind.UNKNOWN_MODE, mode, 0, 0));
    }
    range("idleTimeoutSeconds", change.idleTimeoutSeconds(), problems);
    new TreeMap<>(change.groups()).forEach((name, wish) -> group(cluster, name, wish, problems));
    return problems;
  }

  private static void group(
      RayCluster cluster, String name, GroupChange wish, List<FieldProblem> problems) {
    WorkerGroup group = cluster.group(name).orElse(null);
    if (group == null) {
      problems.add(new FieldProblem(name + ".minReplicas", Kind.NO_SUCH_GROUP, name, 0, 0));
      return;
    }
    boolean minIsInRange = range(name + ".minReplicas", wish.minReplicas(), problems);
    boolean maxIsInRange = range(name + ".maxReplicas", wish.maxReplicas(), problems);
    long min = wish.minReplicas() == null ? group.minReplicas() : wish.minReplicas();
    long max = wish.maxReplicas() == null ? group.maxReplicas() : wish.maxReplicas();
    if (minIsInRange && maxIsInRange && min > max) {
      problems.add(
          new FieldProblem(name + ".minReplicas", Kind.MIN_ABOVE_MAX, Long.toString(min), 0, max));
    }
  }

  private static boolean range(String field, @Nullable Long value, List<FieldProblem> problems) {
    if (value == null || (value >= 0 && value <= Integer.MAX_VALUE)) {
      return true;
    }
    problems.add(
        new FieldProblem(field, Kind.OUT_OF_RANGE, Long.toString(value), 0, Integer.MAX_VALUE));
    return false;
  }

  private record Patch(List<PatchOp> tests, List<PatchOp> sets) {
    /// Gives the value afterwards.
    @Nullable Object set(String path, @Nullable Object old, @Nullable Object wish) {
      if (wish == null || wish.toString().equals(String.valueOf(old))) {
        return old;
      }
      if (old != null) {
        tests.add(PatchOp.test(path, old));
      }
      sets.add(PatchOp.add(path, wish));
      return wish;
    }

    void group(WorkerGroup group, GroupChange wish, Lines before, Lines after) {
      String path = "/spec/workerGroupSpecs/" + group.index();
      tests.add(PatchOp.test(path + "/groupName", group.name()));
      before.group(group.name(), group.maxReplicas(), group.minReplicas());
      after.group(
          group.name(),
          set(path + "/maxReplicas", group.maxReplicas(), wish.maxReplicas()),
          set(path + "/minReplicas", group.minReplicas(), wish.minReplicas()));
    }
  }

  /// The touched part of the CR in YAML, fields by name.
  private static final class Lines {
    private final List<String> options = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    void option(String name, @Nullable Object value) {
      if (value != null) {
        options.add("    %s: %s".formatted(name, value));
      }
    }

    void group(String name, @Nullable Object max, @Nullable Object min) {
      groups.add("  - groupName: " + name);
      groups.add("    maxReplicas: " + max);
      groups.add("    minReplicas: " + min);
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add("spec:");
      lines.add(options.isEmpty() ? "  autoscalerOptions: {}" : "  autoscalerOptions:");
      lines.addAll(options);
      if (!groups.isEmpty()) {
        lines.add("  workerGroupSpecs:");
        lines.addAll(groups);
      }
      return lines;
    }
  }
}
