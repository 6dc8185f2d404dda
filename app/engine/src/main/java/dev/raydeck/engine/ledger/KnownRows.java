package dev.raydeck.engine.ledger;

import dev.raydeck.model.Instance;
import dev.raydeck.model.Instance.StatusChange;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.RayPod;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of an earlier ledger that was inferred from Pods in the order of their names. Whoever
/// asks goes through the Pods in that order too; in another none is found again.
final class KnownRows {
  private static final String PREFIX = "pod ";

  private final List<Instance> rows;
  private int next;

  KnownRows(List<Instance> rows) {
    this.rows = rows;
  }

  /// The id of the row of a Pod.
  static String id(RayPod pod) {
    return PREFIX + pod.uid();
  }

  /// The row of the Pod if it says just this.
  @Nullable Instance of(RayPod pod, @Nullable String nodeId, InstanceStatus status, Instant since) {
    Instance row = named(pod.name());
    return row != null && isOf(row, pod) && says(row, nodeId, status, since) ? row : null;
  }

  private @Nullable Instance named(String pod) {
    while (next < rows.size()) {
      Instance row = rows.get(next);
      int order = row.podName() == null ? 1 : row.podName().compareTo(pod);
      if (order > 0) {
        return null;
      }
      next++;
      if (order == 0) {
        return row;
      }
    }
    return null;
  }

  private static boolean isOf(Instance row, RayPod pod) {
    String id = row.instanceId();
    return id.length() == PREFIX.length() + pod.uid().length()
        && id.startsWith(PREFIX)
        && id.endsWith(pod.uid())
        && row.type().equals(pod.group())
        && row.kind() == pod.kind();
  }

  private static boolean says(
      Instance row, @Nullable String nodeId, InstanceStatus status, Instant since) {
    StatusChange now = row.history().getLast();
    return row.history().size() == 1
        && now.status() == status
        && now.at().equals(since)
        && now.details().isEmpty()
        && row.launchRequestId() == null
        && Objects.equals(row.nodeId(), nodeId);
  }
}
