package dev.raydeck.engine;

import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.AutoscalerReport.FailedRequest;
import dev.raydeck.model.AutoscalerReport.PendingInstance;
import dev.raydeck.model.AutoscalerReport.PendingRequest;
import dev.raydeck.model.Instance;
import dev.raydeck.model.Instance.StatusChange;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.ScalingDecision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Ray's autoscaler tells the GCS after a turn (ray: reconciler.py, fill autoscaling state).
///
/// Details are empty for rows that were asked for, because Ray keeps only the text a row began
/// with.
public final class AutoscalerReports {
  private AutoscalerReports() {}

  public static AutoscalerReport of(ScalingDecision decision) {
    List<PendingInstance> pending = new ArrayList<>();
    List<FailedRequest> failed = new ArrayList<>();
    for (Instance row : decision.ledger().instances()) {
      switch (row.status()) {
        case ALLOCATED, RAY_INSTALLING ->
            pending.add(new PendingInstance(row.type(), row.instanceId(), details(row)));
        case ALLOCATION_FAILED ->
            failed.add(
                new FailedRequest(
                    row.type(), details(row), seconds(requestedAt(row)), seconds(row.since())));
        default -> {}
      }
    }
    return new AutoscalerReport(
        decision.ledger().version(),
        requests(decision.ledger().instances()),
        pending,
        decision.infeasible(),
        decision.infeasibleGangs(),
        decision.infeasibleConstraint(),
        failed);
  }

  private record Request(String id, String type) {}

  private static List<PendingRequest> requests(List<Instance> rows) {
    Map<Request, PendingRequest> requests = new LinkedHashMap<>();
    for (Instance row : rows) {
      boolean isWaiting =
          row.status() == InstanceStatus.REQUESTED || row.status() == InstanceStatus.QUEUED;
      String id = row.launchRequestId();
      if (isWaiting && id != null) {
        requests.merge(
            new Request(id, row.type()),
            new PendingRequest(row.type(), 1, seconds(requestedAt(row))),
            (one, other) ->
                new PendingRequest(
                    one.nodeType(), one.count() + other.count(), other.requestedAt()));
      }
    }
    return List.copyOf(requests.values());
  }

  private static Instant requestedAt(Instance row) {
    return row.history().reversed().stream()
        .filter(change -> change.status() == InstanceStatus.REQUESTED)
        .findFirst()
        .map(StatusChange::at)
        .orElse(row.history().getFirst().at());
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String details(Instance row) {
    return row.history().size() == 1 ? row.history().getFirst().details() : "";
  }
}
