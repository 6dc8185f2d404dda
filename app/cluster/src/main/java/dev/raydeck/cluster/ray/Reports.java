package dev.raydeck.cluster.ray;

import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceConstraint;
import dev.raydeck.raywire.autoscaler.FailedInstanceRequest;
import dev.raydeck.raywire.autoscaler.GangResourceRequest;
import dev.raydeck.raywire.autoscaler.PendingInstance;
import dev.raydeck.raywire.autoscaler.PendingInstanceRequest;
import dev.raydeck.raywire.common.LabelSelector;
import dev.raydeck.raywire.common.LabelSelectorConstraint;
import dev.raydeck.raywire.common.LabelSelectorOperator;
import java.util.Map;

/// A report of the autoscaler as the message the GCS keeps for `ray status`.
final class Reports {
  private Reports() {}

  /// `version` must not be below the one the GCS has, or it drops the report.
  static AutoscalingState of(AutoscalerReport report, long resourceStateVersion, long version) {
    AutoscalingState.Builder state =
        AutoscalingState.newBuilder()
            .setLastSeenClusterResourceStateVersion(resourceStateVersion)
            .setAutoscalerStateVersion(version);
    report.pendingRequests().forEach(each -> state.addPendingInstanceRequests(pending(each)));
    report.pendingInstances().forEach(each -> state.addPendingInstances(pending(each)));
    report.failedRequests().forEach(each -> state.addFailedInstanceRequests(failed(each)));
    report.infeasible().forEach(each -> state.addInfeasibleResourceRequests(request(each)));
    report.infeasibleGangs().forEach(each -> state.addInfeasibleGangResourceRequests(gang(each)));
    if (report.infeasibleConstraint()) {
      state.addInfeasibleClusterResourceConstraints(ClusterResourceConstraint.getDefaultInstance());
    }
    return state.build();
  }

  private static PendingInstanceRequest pending(AutoscalerReport.PendingRequest request) {
    return PendingInstanceRequest.newBuilder()
        .setRayNodeTypeName(request.nodeType())
        .setCount(request.count())
        .setRequestTs(request.requestedAt().getEpochSecond())
        .build();
  }

  private static PendingInstance pending(AutoscalerReport.PendingInstance instance) {
    return PendingInstance.newBuilder()
        .setRayNodeTypeName(instance.nodeType())
        .setInstanceId(instance.instanceId())
        .setDetails(instance.details())
        .build();
  }

  private static FailedInstanceRequest failed(AutoscalerReport.FailedRequest request) {
    return FailedInstanceRequest.newBuilder()
        .setRayNodeTypeName(request.nodeType())
        .setCount(1)
        .setReason(request.reason())
        .setStartTs(request.startedAt().getEpochSecond())
        .setFailedTs(request.failedAt().getEpochSecond())
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
