package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.kube.PatchOp;
import dev.raydeck.cluster.session.FieldProblem.Kind;
import dev.raydeck.cluster.session.OptionsChange.FieldWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A change of options laid out as values: problems, patch, and the lines before and after.
///
/// The patch tests each value it replaces and each group's name, not the resourceVersion: status
/// writes and the autoscaler's own `replicas` must not spoil a form that a person has open.
record OptionsPlan(
    List<FieldProblem> problems, List<PatchOp> patch, List<String> before, List<String> after) {
  private static final String OPTIONS = "/spec/autoscalerOptions";
  private static final List<String> OF_A_GROUP =
      List.of("idleTimeoutSeconds", "maxReplicas", "minReplicas", "replicas", "suspend");
  private static final String V2_VARIABLE = "RAY_enable_autoscaler_v2";

  /// `object` is the RayCluster whole, as the server has it now.
  static OptionsPlan of(Map<String, Object> object, OptionsChange change) {
    Map<?, ?> spec = map(object.get("spec"));
    Maker maker = new Maker(spec, change);
    maker.tests.add(PatchOp.test("/metadata/uid", map(object.get("metadata")).get("uid")));
    maker.options();
    change.groups().forEach(maker::group);
    boolean changes = !maker.sets.isEmpty() && maker.problems.isEmpty();
    List<PatchOp> all = new ArrayList<>(maker.tests);
    all.addAll(maker.sets);
    return new OptionsPlan(
        maker.problems,
        changes ? List.copyOf(all) : List.of(),
        lines(maker.optionsBefore, maker.groupsBefore),
        lines(maker.optionsAfter, maker.groupsAfter));
  }

  private static List<String> lines(Map<String, Object> options, List<Object> groups) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("autoscalerOptions", options);
    if (!groups.isEmpty()) {
      spec.put("workerGroupSpecs", groups);
    }
    return Json.yamlLines(Map.of("spec", spec));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static final class Maker {
    private final Map<?, ?> spec;
    private final OptionsChange change;
    private final List<FieldProblem> problems = new ArrayList<>();
    private final List<PatchOp> tests = new ArrayList<>();
    private final List<PatchOp> sets = new ArrayList<>();
    private final Map<String, Object> optionsBefore = new TreeMap<>();
    private final Map<String, Object> optionsAfter = new TreeMap<>();
    private final List<Object> groupsBefore = new ArrayList<>();
    private final List<Object> groupsAfter = new ArrayList<>();

    Maker(Map<?, ?> spec, OptionsChange change) {
      this.spec = spec;
      this.change = change;
    }

    void options() {
      Map<?, ?> present = map(spec.get("autoscalerOptions"));
      present.forEach((name, value) -> optionsBefore.put(String.valueOf(name), value));
      optionsAfter.putAll(optionsBefore);
      if (!change.options().isEmpty() && spec.get("autoscalerOptions") == null) {
        tests.add(PatchOp.test(OPTIONS, null));
        sets.add(PatchOp.add(OPTIONS, Map.of()));
      }
      boolean isNew = spec.get("autoscalerOptions") == null;
      change
          .options()
          .forEach(
              (name, wish) -> set(name, name, OPTIONS + "/" + name, isNew, wish, optionsAfter));
      if (sets.size() == 1 && isNew) {
        sets.clear();
        tests.removeLast();
      }
    }

    void group(String name, Map<String, FieldWish> wishes) {
      List<?> groups = list(spec.get("workerGroupSpecs"));
      for (int i = 0; i < groups.size(); i++) {
        Map<?, ?> present = map(groups.get(i));
        if (name.equals(present.get("groupName"))) {
          group(name, "/spec/workerGroupSpecs/" + i, present, wishes);
          return;
        }
      }
      problems.add(FieldProblem.of(name + ".minReplicas", Kind.NO_SUCH_GROUP, name));
    }

    private void group(String name, String path, Map<?, ?> present, Map<String, FieldWish> wishes) {
      tests.add(PatchOp.test(path + "/groupName", name));
      Map<String, Object> before = new LinkedHashMap<>();
      before.put("groupName", name);
      for (String field : OF_A_GROUP) {
        Object value = present.get(field);
        if (value != null) {
          before.put(field, value);
        }
      }
      Map<String, Object> after = new TreeMap<>(before);
      new TreeMap<>(wishes)
          .forEach((field, wish) ->
              set(name + "." + field, field, path + "/" + field, false, wish, after));
      groupsBefore.add(before);
      groupsAfter.add(inOrder(after));
      together(name, wishes, after);
    }

    private static Map<String, Object> inOrder(Map<String, Object> group) {
      Map<String, Object> ordered = new LinkedHashMap<>();
      ordered.put("groupName", group.get("groupName"));
      for (String field : OF_A_GROUP) {
        Object value = group.get(field);
        if (value != null) {
          ordered.put(field, value);
        }
      }
      return ordered;
    }

    /// `isBelowNew`: the parent is made by this very patch, and there is nothing to test.
    private void set(
        String label,
        String name,
        String path,
        boolean isBelowNew,
        FieldWish wish,
        Map<String, Object> after) {
      Object present = after.get(name);
      if (!OptionFields.isSame(present, wish.base())) {
        problems.add(
            FieldProblem.of(label, Kind.CHANGED_MEANWHILE, present == null ? "–" : present));
        return;
      }
      OptionFields.problem(label, name, wish.value()).ifPresent(problems::add);
      if (OptionFields.isSame(present, wish.value())) {
        return;
      }
      if (!isBelowNew) {
        tests.add(PatchOp.test(path, present));
      }
      Object value = wish.value();
      if (value == null) {
        sets.add(PatchOp.remove(path));
        after.remove(name);
      } else {
        sets.add(PatchOp.add(path, value));
        after.put(name, value);
      }
    }

    /// What fits each other, and what the operator stops at.
    private void together(String name, Map<String, FieldWish> wishes, Map<String, Object> after) {
      long min = number(after.get("minReplicas"), 0);
      long max = number(after.get("maxReplicas"), Integer.MAX_VALUE);
      boolean inRange = min >= 0 && min <= Integer.MAX_VALUE && max >= 0;
      if (inRange
          && min > max
          && (wishes.containsKey("minReplicas") || wishes.containsKey("maxReplicas"))) {
        problems.add(
            new FieldProblem(
                name + ".minReplicas", Kind.MIN_ABOVE_MAX, Long.toString(min), 0, max));
      }
      FieldWish idle = wishes.get("idleTimeoutSeconds");
      if (idle != null && idle.value() != null && !usesV2()) {
        problems.add(FieldProblem.of(name + ".idleTimeoutSeconds", Kind.NEEDS_V2, idle.value()));
      }
      FieldWish suspend = wishes.get("suspend");
      if (suspend != null
          && Boolean.TRUE.equals(suspend.value())
          && Boolean.TRUE.equals(spec.get("enableInTreeAutoscaling"))) {
        problems.add(FieldProblem.of(name + ".suspend", Kind.NOT_WHILE_AUTOSCALING, "true"));
      }
    }

    private static long number(@Nullable Object value, long absent) {
      return value instanceof Number number ? number.longValue() : absent;
    }

    /// As the operator asks: by the option, or by the variable of the head's first container.
    private boolean usesV2() {
      if ("v2".equals(optionsAfter.get("version"))) {
        return true;
      }
      Map<?, ?> template = map(map(spec.get("headGroupSpec")).get("template"));
      List<?> containers = list(map(template.get("spec")).get("containers"));
      List<?> env = containers.isEmpty() ? List.of() : list(map(containers.getFirst()).get("env"));
      return env.stream()
          .map(OptionsPlan::map)
          .filter(each -> V2_VARIABLE.equals(each.get("name")))
          .anyMatch(each -> List.of("1", "true").contains(String.valueOf(each.get("value"))));
    }
  }
}
