package dev.raydeck.cluster.kube;

import dev.raydeck.model.RayCluster;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns the commands of one turn into one JSON patch, as a value.
///
/// Guarded twice: by `resourceVersion`, so that nothing is sent for a cluster that changed since it
/// was read, and by the name of each group, since groups are addressed by index and lists can be
/// reordered. Then, in Ray's order (ray: kuberay/cloud_provider.py): all `replicas`, the lists of
/// Pods to delete, the lists to clear. `scaleStrategy` is set whole: manifests leave it out, and
/// `add` sets what is missing.
public final class RayClusterPatcher {
  private RayClusterPatcher() {}

  /// Empty when no command is for the API server: nothing is to be sent then.
  public static List<PatchOp> patch(RayCluster cluster, List<ScalingCommand> commands) {
    Map<Integer, String> guarded = new TreeMap<>();
    List<PatchOp> replicas = new ArrayList<>();
    List<PatchOp> deletions = new ArrayList<>();
    List<PatchOp> clearings = new ArrayList<>();
    for (ScalingCommand command : commands) {
      switch (command) {
        case SetReplicas set -> {
          guarded.put(set.index(), set.group());
          replicas.add(PatchOp.add(path(set.index(), "replicas"), set.to()));
        }
        case DeleteWorkers delete -> {
          guarded.put(delete.index(), delete.group());
          deletions.add(named(delete.index(), delete.pods()));
        }
        case ClearWorkersToDelete clear -> {
          guarded.put(clear.index(), clear.group());
          clearings.add(named(clear.index(), List.of()));
        }
        case DrainNode drain -> {
          // For the GCS, before any of these.
        }
      }
    }
    if (guarded.isEmpty()) {
      return List.of();
    }
    List<PatchOp> patch = new ArrayList<>(guards(cluster, guarded));
    patch.addAll(replicas);
    patch.addAll(deletions);
    patch.addAll(clearings);
    return List.copyOf(patch);
  }

  /// The tests that fail the whole patch when somebody wrote first.
  public static List<PatchOp> guards(RayCluster cluster, Map<Integer, String> groupsByIndex) {
    List<PatchOp> guards = new ArrayList<>();
    guards.add(PatchOp.test("/metadata/resourceVersion", cluster.resourceVersion()));
    groupsByIndex.forEach(
        (index, name) -> guards.add(PatchOp.test(path(index, "groupName"), name)));
    return guards;
  }

  private static PatchOp named(int index, List<String> pods) {
    return PatchOp.add(path(index, "scaleStrategy"), Map.of("workersToDelete", pods));
  }

  private static String path(int index, String field) {
    return "/spec/workerGroupSpecs/" + index + "/" + field;
  }
}
