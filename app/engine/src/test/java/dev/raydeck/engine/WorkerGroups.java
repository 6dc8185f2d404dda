package dev.raydeck.engine;

import dev.raydeck.model.RayTemplate;
import dev.raydeck.model.WorkerGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups that differ from another in one thing.
final class WorkerGroups {
  private WorkerGroups() {}

  static WorkerGroup replicas(WorkerGroup group, int replicas, List<String> workersToDelete) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        replicas,
        group.minReplicas(),
        group.maxReplicas(),
        group.numOfHosts(),
        group.idleTimeoutSeconds(),
        group.isSuspended(),
        workersToDelete,
        group.template());
  }

  /// The group with one more limit on its container.
  static WorkerGroup withLimit(WorkerGroup group, String resource, String amount) {
    Map<String, String> limits = new LinkedHashMap<>(group.template().limits());
    limits.put(resource, amount);
    return with(
        group,
        new RayTemplate(
            Map.of(), Map.of(), Map.of(), limits, Map.of(), Map.of(), group.template().image()));
  }

  static WorkerGroup idleTimeout(WorkerGroup group, int seconds) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        group.replicas(),
        group.minReplicas(),
        group.maxReplicas(),
        group.numOfHosts(),
        seconds,
        group.isSuspended(),
        group.workersToDelete(),
        group.template());
  }

  static WorkerGroup with(WorkerGroup group, RayTemplate template) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        group.replicas(),
        group.minReplicas(),
        group.maxReplicas(),
        group.numOfHosts(),
        group.idleTimeoutSeconds(),
        group.isSuspended(),
        group.workersToDelete(),
        template);
  }

  static WorkerGroup suspended(WorkerGroup group) {
    return changed(group, group.numOfHosts(), true);
  }

  static WorkerGroup hosts(WorkerGroup group, int hosts) {
    return changed(group, hosts, group.isSuspended());
  }

  private static WorkerGroup changed(WorkerGroup group, int hosts, boolean isSuspended) {
    return new WorkerGroup(
        group.name(),
        group.index(),
        group.replicas(),
        group.minReplicas(),
        group.maxReplicas(),
        hosts,
        group.idleTimeoutSeconds(),
        isSuspended,
        group.workersToDelete(),
        group.template());
  }
}
