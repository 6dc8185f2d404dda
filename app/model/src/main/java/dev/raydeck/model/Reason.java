package dev.raydeck.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one gate looked at, with numbers and units. Text is made from it at the edge, never parsed
/// back.
///
/// The same record serves a gate that passes and one that holds: it carries the facts, [Gate#state]
/// the outcome. The letters in the comments are those of the list of gates in the product's issues.
public sealed interface Reason {

  // Scale-down, in Ray's order (ray: autoscaler/v2/scheduler.py, idle termination).

  /// The instance must be RAY_RUNNING to be asked at all; `podStatus` is what Kubernetes says.
  record RayRunning(InstanceStatus status, @Nullable String podStatus) implements Reason {}

  /// D1. The head is never removed.
  record NotHead(boolean isHead) implements Reason {}

  /// D22. A suspended cluster or group is the operator's business.
  record NotSuspended(boolean isSuspended) implements Reason {}

  /// D23. `enableInTreeAutoscaling` is off and nobody drives.
  record AutoscalingOn(boolean enableInTreeAutoscaling, boolean isDriven) implements Reason {}

  /// D21. The timeout that applies, null if none; `fromGroup` if the group's own.
  record IdleTimeoutApplies(@Nullable Duration timeout, boolean fromGroup) implements Reason {}

  /// D2, D4. Busy: what Ray names as the activity, the actors that sit on the node, what is used,
  /// and who holds what lies in its object store as far as that was asked and told.
  record NotBusy(
      List<String> activity,
      List<RayActor> actors,
      ResourceBundle used,
      List<ObjectHolding> objects)
      implements Reason {
    public NotBusy {
      activity = List.copyOf(activity);
      actors = List.copyOf(actors);
      objects = List.copyOf(objects);
    }

    public NotBusy(List<String> activity, List<RayActor> actors, ResourceBundle used) {
      this(activity, actors, used, List.of());
    }

    /// Whether nothing but objects in its object store keeps the node busy.
    public boolean isForObjects() {
      return actors.isEmpty()
          && !activity.isEmpty()
          && activity.stream().allMatch(RayNode::isObjectStore);
    }
  }

  /// D7. Ray requires strictly more than the timeout.
  record IdleLongerThanTimeout(Duration idle, Duration timeout) implements Reason {
    /// Until the node may go if nothing happens; zero when the time has passed.
    public Duration remaining() {
      Duration left = timeout.minus(idle);
      return left.isNegative() ? Duration.ZERO : left;
    }
  }

  /// D9. Waiting tasks, actors or placement groups that the scheduler put on this node.
  record NotNeededByDemand(List<ResourceDemand> placed) implements Reason {
    public NotNeededByDemand {
      placed = List.copyOf(placed);
    }
  }

  /// D10. The part of the `request_resources` set that the scheduler put on this node.
  record NotPinnedByConstraint(List<ResourceDemand> placed) implements Reason {
    public NotPinnedByConstraint {
      placed = List.copyOf(placed);
    }
  }

  /// D11. Nodes of the group that would be left must not fall below its minimum (in Pods).
  record AboveMinReplicas(String group, int nodes, int min) implements Reason {}

  /// D12. A replica of several hosts comes and goes whole. `others` are the other Pods of the
  /// replica, `busy` those of them that Ray uses; `takenBy` is the one whose removal takes this Pod
  /// along, whatever it runs. About a group only `numOfHosts` is said.
  record SingleHost(
      int numOfHosts,
      @Nullable String replica,
      List<String> others,
      List<String> busy,
      @Nullable String takenBy)
      implements Reason {
    public SingleHost {
      others = List.copyOf(others);
      busy = List.copyOf(busy);
    }

    public static SingleHost ofGroup(int numOfHosts) {
      return new SingleHost(numOfHosts, null, List.of(), List.of(), null);
    }
  }

  /// D24. A Pod that has not joined Ray has no idle clock.
  record Joined(String podStatus, @Nullable String message, Duration age) implements Reason {}

  /// Already on its way out: drained, named in `workersToDelete`, or terminating.
  record NotLeaving(InstanceStatus status) implements Reason {}

  /// Ended for a limit rather than for idleness.
  record WithinLimit(TerminationCause cause, int nodes, int max) implements Reason {}

  // Scale-up.

  /// What running nodes could take of the demand now.
  record FitsRunningNodes(int placed, int wanted) implements Reason {}

  /// U3, U7. What nodes that come up will take of it, by group.
  record CoveredByPendingNodes(int placed, Map<String, Integer> nodesByGroup) implements Reason {
    public CoveredByPendingNodes {
      nodesByGroup = Map.copyOf(nodesByGroup);
    }
  }

  /// U1, U4, U6. Whether an empty node of each group holds one unit; `misses` has one entry per
  /// group that does not, with what is short.
  record FitsSomeGroup(List<String> fitting, List<GroupMiss> misses) implements Reason {
    public FitsSomeGroup {
      fitting = List.copyOf(fitting);
      misses = List.copyOf(misses);
    }

    /// The group that comes closest: fewest resources short, then the least missing, each resource
    /// measured by the most any group misses of it. Groups whose labels differ are not close.
    public Optional<GroupMiss> nearest() {
      return misses.stream()
          .filter(miss -> miss.labelsMatch() && !miss.missing().isEmpty())
          .min(
              Comparator.<GroupMiss>comparingInt(miss -> miss.missing().amounts().size())
                  .thenComparingDouble(this::share));
    }

    private double share(GroupMiss miss) {
      return miss.missing().amounts().entrySet().stream()
          .mapToDouble(entry -> entry.getValue() / most(entry.getKey()))
          .sum();
    }

    private double most(String resource) {
      return misses.stream().mapToDouble(miss -> miss.missing().amount(resource)).max().orElse(1);
    }
  }

  /// Why an empty node of `group` cannot hold a request: the missing amounts, or labels that do not
  /// match.
  record GroupMiss(String group, ResourceBundle missing, boolean labelsMatch) {}

  /// U4. A request without amounts has a place on any node: nothing grows for it.
  record AsksForSomething(ResourceBundle bundle) implements Reason {}

  /// U2, U3. Nodes of the group against its maximum (in Pods). `notRunning` of them run no Ray:
  /// they come up, or go, and count until they are gone.
  record BelowMaxReplicas(String group, int nodes, int notRunning, int max) implements Reason {}

  /// U2. All nodes, the head included, against the cluster's maximum.
  record BelowMaxNodes(int nodes, int max) implements Reason {}

  /// U8, U9. How many of `wanted` may be asked for now (ray: _compute_to_launch). `maxConcurrent`
  /// is 10 REQUESTED at a time over all groups or, if less, max(1, speed × running) of this one;
  /// under V1 max(5, speed × running) pending ones of the group. `requested` of them are there
  /// already.
  record LaunchRateAllows(
      String group,
      int wanted,
      int allowed,
      int running,
      int requested,
      int maxConcurrent,
      double upscalingSpeed)
      implements Reason {}

  /// U5. A placement group that cannot be placed whole.
  record GangFits(String strategy, int bundles, int nodesNeeded, int nodesAvailable)
      implements Reason {}

  /// U11. Groups that could serve the demand, best first, and why the first one won.
  record ScoredBest(List<GroupScore> candidates) implements Reason {
    public ScoredBest {
      candidates = List.copyOf(candidates);
    }
  }

  /// Ray's five-part score of one group for a demand: labels, GPU kept free, resources matched,
  /// least and mean filling (ray: autoscaler/v2/scheduler.py, utilization score).
  record GroupScore(
      String group, int labelScore, boolean gpuOk, int matching, double least, double mean) {}

  /// U10. What Ray reads from the CR is not what the CR seems to say.
  record EffectiveResources(String group, ResourceBundle resources, List<Lint> lints)
      implements Reason {
    public EffectiveResources {
      lints = List.copyOf(lints);
    }
  }

  /// U20. Somebody else wrote `replicas` since the last turn.
  record ReplicasAsSent(String group, int sent, int found) implements Reason {}

  /// Nothing scales until the head runs Ray.
  record HeadRunning(boolean isRunning) implements Reason {}

  /// Launches and removals wait until all named workers of every group are gone (KubeRay provider).
  record NoPendingDeletes(List<String> pods) implements Reason {
    public NoPendingDeletes {
      pods = List.copyOf(pods);
    }
  }
}
