package dev.raydeck.sandbox.rayhead;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of Ray's state API, columns in its order (ray: util/state/common.py). Called with the
/// head's lock held.
final class StateRows {
  /// The number of the first value a task returns, lowest byte first.
  private static final String FIRST_RETURN = "01000000";

  private StateRows() {}

  /// Every reference a driver has to what its tasks return. A size is known when it was returned.
  static List<ObjectReference> references(RayHead head) {
    String ip = head.headNode().start.ipAddress();
    return head.tasks().stream()
        .map(task ->
            new ObjectReference(
                RayIds.hex(task.id) + FIRST_RETURN,
                task.isFinished ? task.request.returnedBytes() : -1,
                task.state(),
                ip,
                task.job.pid))
        .toList();
  }

  static List<Map<String, @Nullable Object>> objects(RayHead head) {
    return references(head).stream().map(StateRows::object).toList();
  }

  private static Map<String, @Nullable Object> object(ObjectReference reference) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("object_id", reference.objectId());
    row.put("object_size", reference.sizeBytes());
    row.put("task_status", reference.status());
    row.put("attempt_number", 1);
    row.put("reference_type", "LOCAL_REFERENCE");
    row.put("call_site", "disabled");
    row.put("type", "DRIVER");
    row.put("pid", reference.pid());
    row.put("ip", reference.ipAddress());
    return row;
  }

  static List<Map<String, @Nullable Object>> jobs(RayHead head) {
    return head.jobs().stream().map(job -> job(job, head)).toList();
  }

  private static Map<String, @Nullable Object> job(RayJob job, RayHead head) {
    String id = RayIds.hex(job.id);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("job_id", id);
    row.put("submission_id", null);
    row.put("entrypoint", job.entrypoint);
    row.put("type", "DRIVER");
    row.put("status", job.endedAt == null ? "RUNNING" : "SUCCEEDED");
    row.put("message", null);
    row.put("error_type", null);
    row.put(
        "driver_info",
        Map.of(
            "id",
            id,
            "node_ip_address",
            head.headNode().start.ipAddress(),
            "pid",
            Integer.toString(job.pid)));
    return row;
  }

  static List<Map<String, @Nullable Object>> tasks(RayHead head) {
    return head.tasks().stream().map(StateRows::task).toList();
  }

  private static Map<String, @Nullable Object> task(RayTask task) {
    RayNode node = task.node;
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("task_id", RayIds.hex(task.id));
    row.put("attempt_number", 0);
    row.put("name", task.request.name());
    row.put("state", task.state());
    row.put("job_id", RayIds.hex(task.job.id));
    row.put("actor_id", null);
    row.put("type", "NORMAL_TASK");
    row.put("func_or_class_name", task.request.name());
    row.put("parent_task_id", RayIds.hex(RayIds.driverTask(task.job.id)));
    row.put("node_id", node == null ? null : RayIds.hex(node.id));
    row.put("worker_id", node == null ? null : RayIds.hex(task.workerId));
    row.put("worker_pid", node == null ? null : task.pid);
    row.put("error_type", null);
    return row;
  }
}
