package dev.raydeck.engine.shape;

import dev.raydeck.engine.AutoscalerVersion;
import dev.raydeck.engine.NodeTypes;
import dev.raydeck.model.Lint;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the whole RayCluster (ray: autoscaling_config.py and v2/instance_manager/config.py).
public final class ClusterShape {
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern LABEL_KEY =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  private final List<Lint> lints = new ArrayList<>();
  private final Map<String, NodeType> types = new LinkedHashMap<>();

  private ClusterShape() {}

  public static NodeTypes read(RayCluster cluster) {
    return new ClusterShape().readAll(cluster);
  }

  private NodeTypes readAll(RayCluster cluster) {
    ResourceBundle head = shape("spec.headGroupSpec", cluster.head());
    types.put(
        NodeTypes.HEAD,
        new NodeType(NodeTypes.HEAD, head, 0, 1, cluster.head().labels(), null, 0, ""));
    int max = 1;
    for (WorkerGroup group : cluster.groups()) {
      NodeType type = worker(group);
      max += type.maxWorkers();
      types.put(type.name(), type);
    }
    checkMode(cluster);
    checkVersion(cluster);
    checkIdleTimeout(
        "spec.autoscalerOptions.idleTimeoutSeconds", cluster.options().idleTimeoutSeconds());
    return new NodeTypes(
        List.copyOf(types.values()),
        max,
        cluster.options().effectiveIdleTimeoutSeconds() / 60.0 * 60,
        cluster.options().isConservative() ? 1 : 1000,
        lints);
  }

  private NodeType worker(WorkerGroup group) {
    String path = "spec.workerGroupSpecs[%d]".formatted(group.index());
    ResourceBundle resources = shape(path, group.template());
    if (group.minReplicas() < 0 || group.minReplicas() > group.maxReplicas()) {
      lints.add(
          new Lint(
              Lint.Severity.ERROR,
              path + ".minReplicas",
              String.valueOf(group.minReplicas()),
              "0 to maxReplicas, which is " + group.maxReplicas()));
    }
    if (types.containsKey(group.name())) {
      warn(
          path + ".groupName",
          group.name(),
          group.name().equals(NodeTypes.HEAD)
              ? "another name: Ray takes this one for the head's"
              : "a name of its own: Ray reads only the last group of that name");
    }
    checkHosts(path, group);
    checkIdleTimeout(path + ".idleTimeoutSeconds", group.idleTimeoutSeconds());
    return new NodeType(
        group.name(),
        resources,
        times(group.minReplicas(), group.numOfHosts()),
        times(group.maxReplicas(), group.numOfHosts()),
        group.template().labels(),
        group.idleTimeoutSeconds() == null ? null : (double) group.idleTimeoutSeconds(),
        0,
        "");
  }

  private void warn(String field, String found, String wanted) {
    lints.add(new Lint(Lint.Severity.WARNING, field, found, wanted));
  }

  /// Below 0 the limits of the group are below 0 too, which Ray refuses.
  private void checkHosts(String path, WorkerGroup group) {
    if (group.numOfHosts() < 1) {
      lints.add(
          new Lint(
              group.numOfHosts() < 0 ? Lint.Severity.ERROR : Lint.Severity.WARNING,
              path + ".numOfHosts",
              String.valueOf(group.numOfHosts()),
              "1 or more: the group can have no nodes"));
    }
  }

  private void checkIdleTimeout(String field, @Nullable Integer seconds) {
    if (seconds != null && seconds < 0) {
      warn(field, String.valueOf(seconds), "0 or more: every node counts as idle for too long");
    }
  }

  private void checkVersion(RayCluster cluster) {
    if (AutoscalerVersion.of(cluster) == AutoscalerVersion.V1) {
      for (WorkerGroup group : cluster.groups()) {
        if (group.idleTimeoutSeconds() != null) {
          warn(
              "spec.workerGroupSpecs[%d].idleTimeoutSeconds".formatted(group.index()),
              String.valueOf(group.idleTimeoutSeconds()),
              "autoscalerOptions.version v2: v1 does not read it");
        }
      }
    }
  }

  /// Python's integers do not overflow; ours stay far above any real cluster.
  private static int times(int replicas, int hosts) {
    return Math.clamp((long) replicas * hosts, Integer.MIN_VALUE / 4, Integer.MAX_VALUE / 4);
  }

  private ResourceBundle shape(String path, RayTemplate template) {
    checkLabels(path, template);
    return GroupShape.of(path, template, lints);
  }

  private void checkLabels(String path, RayTemplate template) {
    if (template.rayStartParams().containsKey("labels")) {
      warn(
          path + ".rayStartParams.labels",
          String.valueOf(template.rayStartParams().get("labels")),
          "labels of the group: the autoscaler does not read these");
    }
    template
        .labels()
        .forEach((key, value) -> {
          if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
            lints.add(
                new Lint(
                    Lint.Severity.ERROR,
                    path + ".labels." + key,
                    value,
                    "Kubernetes label syntax: letters, digits, dash, dot, underscore, 63 at most"));
          }
        });
  }

  private void checkMode(RayCluster cluster) {
    String mode = cluster.options().upscalingMode();
    if (mode != null && !List.of("Default", "Aggressive", "Conservative").contains(mode)) {
      warn(
          "spec.autoscalerOptions.upscalingMode",
          mode,
          "Default, Aggressive or Conservative: Ray takes anything else as Default");
    }
  }
}
