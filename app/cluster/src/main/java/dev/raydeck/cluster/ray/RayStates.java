package dev.raydeck.cluster.ray;

import com.google.protobuf.ByteString;
import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceConstraint;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.GangResourceRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.ResourceRequestByCount;
import dev.raydeck.raywire.common.LabelSelectorConstraint;
import dev.raydeck.raywire.gcs.ActorTableData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wire messages of the GCS as model records. Amounts are ordered by name, since the wire has no
/// order.
final class RayStates {
  private RayStates() {}

  static RayState of(
      StatusReader.Answer answer, List<ActorTableData> actors, String rayVersion, Instant readAt) {
    GetClusterStatusReply reply = answer.reply();
    ClusterResourceState state = reply.getClusterResourceState();
    return new RayState(
        readAt,
        state.getClusterSessionName(),
        rayVersion,
        state.getClusterResourceStateVersion(),
        answer.nodes(),
        demands(state.getPendingResourceRequestsList()),
        state.getPendingGangResourceRequestsList().stream().map(RayStates::gang).toList(),
        constraint(state.getClusterResourceConstraintsList()),
        actors.stream().map(RayStates::actor).toList(),
        reply.hasAutoscalingState() ? report(reply.getAutoscalingState()) : null);
  }

  private static List<ResourceDemand> demands(List<ResourceRequestByCount> demands) {
    return demands.stream()
        .map(each -> new ResourceDemand(request(each.getRequest()), clamped(each.getCount())))
        .toList();
  }

  /// The bundle selectors repeat the requests with their labels; old Rays send only the requests.
  private static GangDemand gang(GangResourceRequest gang) {
    var requests =
        gang.getBundleSelectorsCount() > 0
            ? gang.getBundleSelectors(0).getResourceRequestsList()
            : gang.getRequestsList();
    return new GangDemand(requests.stream().map(RayStates::request).toList(), gang.getDetails());
  }

  private static @Nullable List<ResourceDemand> constraint(List<ClusterResourceConstraint> sets) {
    return sets.isEmpty() ? null : demands(sets.getFirst().getResourceRequestsList());
  }

  private static ResourceRequest request(dev.raydeck.raywire.autoscaler.ResourceRequest request) {
    return new ResourceRequest(
        RayNodes.bundle(request.getResourcesBundleMap()),
        request.getLabelSelectorsList().stream().map(RayStates::selector).toList(),
        request.getPlacementConstraintsCount() == 0
            ? null
            : placement(request.getPlacementConstraints(0)));
  }

  private static @Nullable PlacementConstraint placement(
      dev.raydeck.raywire.autoscaler.PlacementConstraint wire) {
    if (wire.hasAntiAffinity()) {
      var anti = wire.getAntiAffinity();
      return new PlacementConstraint(
          PlacementConstraint.Kind.ANTI_AFFINITY, anti.getLabelName(), anti.getLabelValue());
    }
    if (wire.hasAffinity()) {
      var affinity = wire.getAffinity();
      return new PlacementConstraint(
          PlacementConstraint.Kind.AFFINITY, affinity.getLabelName(), affinity.getLabelValue());
    }
    return null;
  }

  private static LabelSelector selector(dev.raydeck.raywire.common.LabelSelector wire) {
    return new LabelSelector(
        wire.getLabelConstraintsList().stream().map(RayStates::labelConstraint).toList());
  }

  private static LabelSelector.LabelConstraint labelConstraint(LabelSelectorConstraint wire) {
    LabelSelector.Operator operator =
        switch (wire.getOperator()) {
          case LABEL_OPERATOR_IN -> LabelSelector.Operator.IN;
          case LABEL_OPERATOR_NOT_IN -> LabelSelector.Operator.NOT_IN;
          case LABEL_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> LabelSelector.Operator.UNSPECIFIED;
        };
    return new LabelSelector.LabelConstraint(
        wire.getLabelKey(), operator, wire.getLabelValuesList());
  }

  private static RayActor actor(ActorTableData actor) {
    ByteString node = actor.hasNodeId() ? actor.getNodeId() : actor.getAddress().getNodeId();
    String cause = actor.getDeathCause().getActorDiedErrorContext().getErrorMessage();
    return new RayActor(
        Ids.hex(actor.getActorId()),
        actor.getName(),
        actor.getRayNamespace(),
        actor.getClassName(),
        switch (actor.getState()) {
          case PENDING_CREATION -> RayActor.State.PENDING_CREATION;
          case ALIVE -> RayActor.State.ALIVE;
          case RESTARTING -> RayActor.State.RESTARTING;
          case DEAD -> RayActor.State.DEAD;
          case DEPENDENCIES_UNREADY, UNRECOGNIZED -> RayActor.State.DEPENDENCIES_UNREADY;
        },
        Ids.hex(actor.getJobId()),
        isPlaced(actor.getState()) ? Ids.hexOrNull(node) : null,
        actor.getPid(),
        RayNodes.bundle(actor.getRequiredResourcesMap()),
        actor.getIsDetached(),
        time(actor.getStartTime()),
        time(actor.getEndTime()),
        cause.isEmpty() ? null : cause);
  }

  /// Before it runs, an actor's address is the node that looks for a place, not the place.
  private static boolean isPlaced(ActorTableData.ActorState state) {
    return switch (state) {
      case ALIVE, RESTARTING, DEAD -> true;
      case DEPENDENCIES_UNREADY, PENDING_CREATION, UNRECOGNIZED -> false;
    };
  }

  private static AutoscalerReport report(AutoscalingState state) {
    return new AutoscalerReport(
        state.getAutoscalerStateVersion(),
        state.getPendingInstanceRequestsList().stream()
            .map(each ->
                new AutoscalerReport.PendingRequest(
                    each.getRayNodeTypeName(),
                    each.getCount(),
                    Instant.ofEpochSecond(each.getRequestTs())))
            .toList(),
        state.getPendingInstancesList().stream()
            .map(each ->
                new AutoscalerReport.PendingInstance(
                    each.getRayNodeTypeName(), each.getInstanceId(), each.getDetails()))
            .toList(),
        state.getInfeasibleResourceRequestsList().stream().map(RayStates::request).toList(),
        state.getInfeasibleGangResourceRequestsList().stream().map(RayStates::gang).toList(),
        state.getInfeasibleClusterResourceConstraintsCount() > 0,
        state.getFailedInstanceRequestsList().stream()
            .map(each ->
                new AutoscalerReport.FailedRequest(
                    each.getRayNodeTypeName(),
                    each.getReason(),
                    Instant.ofEpochSecond(each.getStartTs()),
                    Instant.ofEpochSecond(each.getFailedTs())))
            .toList());
  }

  private static @Nullable Instant time(long epochMillis) {
    return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis);
  }

  private static int clamped(long count) {
    return Math.clamp(count, 0, Integer.MAX_VALUE);
  }
}
