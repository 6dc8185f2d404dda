package dev.raydeck.cluster.ray;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceConstraint;
import dev.raydeck.raywire.autoscaler.FailedInstanceRequest;
import dev.raydeck.raywire.autoscaler.GangResourceRequest;
import dev.raydeck.raywire.autoscaler.PendingInstance;
import dev.raydeck.raywire.autoscaler.PendingInstanceRequest;
import dev.raydeck.raywire.common.LabelSelector;
import dev.raydeck.raywire.common.LabelSelectorConstraint;
import dev.raydeck.raywire.common.LabelSelectorOperator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A decision as the report the GCS keeps for `ray status` (ray:
/// autoscaler/v2/instance_manager/reconciler.py, autoscaling state).
///
/// Rows that were never requested are not reported anywhere; failed ones for ever, as Ray does.
final class Reports {
  private Reports() {}

  /// `version` must not be below the one the GCS has, or it drops the report.
  static AutoscalingState of(ScalingDecision decision, long resourceStateVersion, long version) {
    AutoscalingState.Builder state =
        AutoscalingState.newBuilder()
            .setLastSeenClusterResourceStateVersion(resourceStateVersion)
            .setAutoscalerStateVersion(version);
    List<Instance> instances = decision.ledger().instances();
    pendingRequests(instances).forEach(state::addPendingInstanceRequests);
    for (Instance instance : instances) {
      switch (instance.status()) {
        case ALLOCATED, RAY_INSTALLING -> state.addPendingInstances(pending(instance));
        case ALLOCATION_FAILED -> state.addFailedInstanceRequests(failed(instance));
        default -> {
          // Nodes that run or end are in the GCS's own table.
        }
      }
    }
    decision.infeasible().forEach(each -> state.addInfeasibleResourceRequests(request(each)));
    decision.infeasibleGangs().forEach(each -> state.addInfeasibleGangResourceRequests(gang(each)));
    if (decision.infeasibleConstraint()) {
      state.addInfeasibleClusterResourceConstraints(ClusterResourceConstraint.getDefaultInstance());
    }
    return state.build();
  }

  private record Asked(String requestId, String type) {}

  private static List<PendingInstanceRequest> pendingRequests(List<Instance> instances) {
    Map<Asked, PendingInstanceRequest.Builder> byRequest = new LinkedHashMap<>();
    for (Instance instance : instances) {
      boolean isPending =
          instance.status() == InstanceStatus.REQUESTED
              || instance.status() == InstanceStatus.QUEUED;
      if (!isPending || instance.launchRequestId() == null) {
        continue;
      }
      var request =
          byRequest.computeIfAbsent(
              new Asked(instance.launchRequestId(), instance.type()),
              asked -> PendingInstanceRequest.newBuilder().setRayNodeTypeName(asked.type()));
      request
          .setCount(request.getCount() + 1)
          .setRequestTs(lastRequested(instance).getEpochSecond());
    }
    return byRequest.values().stream().map(PendingInstanceRequest.Builder::build).toList();
  }

  private static Instant lastRequested(Instance instance) {
    return instance.history().reversed().stream()
        .filter(change -> change.status() == InstanceStatus.REQUESTED)
        .findFirst()
        .map(Instance.StatusChange::at)
        .orElse(instance.since());
  }

  private static PendingInstance pending(Instance instance) {
    return PendingInstance.newBuilder()
        .setRayNodeTypeName(instance.type())
        .setInstanceId(instance.instanceId())
        .setDetails(instance.history().getLast().details())
        .build();
  }

  private static FailedInstanceRequest failed(Instance instance) {
    return FailedInstanceRequest.newBuilder()
        .setRayNodeTypeName(instance.type())
        .setCount(1)
        .setReason(instance.history().getLast().details())
        .setStartTs(lastRequested(instance).getEpochSecond())
        .setFailedTs(instance.since().getEpochSecond())
        .build();
  }

  private static GangResourceRequest gang(GangDemand gang) {
    GangResourceRequest.Builder wire = GangResourceRequest.newBuilder().setDetails(gang.details());
    gang.requests().forEach(each -> wire.addRequests(request(each)));
    return wire.build();
  }

  private static dev.raydeck.raywire.autoscaler.ResourceRequest request(ResourceRequest request) {
    var wire =
        dev.raydeck.raywire.autoscaler.ResourceRequest.newBuilder()
            .putAllResourcesBundle(amounts(request.bundle()));
    request.labelSelectors().forEach(each -> wire.addLabelSelectors(selector(each)));
    return wire.build();
  }

  private static Map<String, Double> amounts(ResourceBundle bundle) {
    return bundle.amounts();
  }

  private static LabelSelector selector(dev.raydeck.model.LabelSelector selector) {
    LabelSelector.Builder wire = LabelSelector.newBuilder();
    selector
        .constraints()
        .forEach(each ->
            wire.addLabelConstraints(
                LabelSelectorConstraint.newBuilder()
                    .setLabelKey(each.key())
                    .setOperator(
                        switch (each.operator()) {
                          case IN -> LabelSelectorOperator.LABEL_OPERATOR_IN;
                          case NOT_IN -> LabelSelectorOperator.LABEL_OPERATOR_NOT_IN;
                          case UNSPECIFIED -> LabelSelectorOperator.LABEL_OPERATOR_UNSPECIFIED;
                        })
                    .addAllLabelValues(each.values())));
    return wire.build();
  }
}
