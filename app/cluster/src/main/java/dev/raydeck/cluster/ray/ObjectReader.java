package dev.raydeck.cluster.ray;

import dev.raydeck.model.Health;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObject;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who holds which objects: the state API's rows of references, joined with jobs, actors and the
/// tasks that made them.
///
/// A row is one process's reference. It has a task's status where the process owns the object, and
/// NIL where it borrows it. Ray does not say where a copy lies, so that is told by where it was
/// made: a returned value on its task's node, a `ray.put` on that of its process. What is known of
/// tasks and drivers is kept for the next reading. Used by one thread at a time.
public final class ObjectReader {
  /// Returned values up to this size travel in messages and lie in no object store (ray:
  /// max_direct_call_object_size).
  private static final long INLINED_BYTES = 100 * 1024;

  private static final int MOST_TASKS_A_READING = 20;
  private static final int MOST_TRIES = 3;
  private static final String UNKNOWN = "";
  private final StateApi api;
  private final Map<String, String> nodeOfTask = new HashMap<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final Map<ProcessAt, ObjectHolder.Driver> drivers = new HashMap<>();

  public ObjectReader(StateApi api) {
    this.api = api;
  }

  private record ProcessAt(String ipAddress, long pid) {}

  private record Row(
      String objectId, long sizeBytes, boolean isOwner, boolean isDriver, ProcessAt process) {
    static Row of(Map<?, ?> row) {
      String status = StateApi.text(row.get("task_status"));
      return new Row(
          StateApi.text(row.get("object_id")),
          StateApi.number(row.get("object_size")),
          !status.isEmpty() && !status.equals("NIL") && !status.equals("-"),
          StateApi.text(row.get("type")).equalsIgnoreCase("DRIVER"),
          new ProcessAt(StateApi.text(row.get("ip")), StateApi.number(row.get("pid"))));
    }
  }

  /// `known` gives actors and nodes.
  public RayObjects read(RayState known, Instant now) throws StateFailure {
    StateApi.Rows listed = api.list("objects");
    Map<String, List<Row>> byObject = new LinkedHashMap<>();
    listed.rows().stream()
        .filter(row -> !StateApi.text(row.get("reference_type")).equals("ACTOR_HANDLE"))
        .map(Row::of)
        .filter(row -> ObjectIds.isWhole(row.objectId()))
        .forEach(row -> byObject.computeIfAbsent(row.objectId(), id -> new ArrayList<>()).add(row));
    byObject.values().removeIf(rows -> rows.stream().noneMatch(ObjectReader::liesInStore));
    askJobs(byObject);
    askTasks(byObject);
    Join join = new Join(known);
    return new RayObjects(
        now,
        new Health(Health.State.OK, now, "", null),
        byObject.values().stream().map(join::object).toList(),
        listed.isTruncated(),
        listed.warning());
  }

  /// Neither a value that is still to be made nor one small enough to travel in a message.
  private static boolean liesInStore(Row row) {
    return ObjectIds.isPut(row.objectId()) || row.sizeBytes() > INLINED_BYTES;
  }

  private void askJobs(Map<String, List<Row>> byObject) throws StateFailure {
    boolean isNew =
        byObject.values().stream()
            .flatMap(List::stream)
            .anyMatch(row -> row.isDriver() && !drivers.containsKey(row.process()));
    if (!isNew) {
      return;
    }
    drivers.clear(); // A pid may be another process's by now.
    for (Map<?, ?> job : api.list("jobs").rows()) {
      Map<?, ?> driver = StateApi.map(job.get("driver_info"));
      if (!driver.isEmpty() && StateApi.text(job.get("status")).equals("RUNNING")) {
        String submission = StateApi.text(job.get("submission_id"));
        String ip = StateApi.text(driver.get("node_ip_address"));
        long pid = StateApi.number(driver.get("pid"));
        drivers.put(
            new ProcessAt(ip, pid),
            new ObjectHolder.Driver(
                StateApi.text(job.get("job_id")),
                submission.isEmpty() ? null : submission,
                StateApi.text(job.get("entrypoint")),
                pid,
                ip));
      }
    }
  }

  /// Where the biggest returned values were made, as far as it is not known yet.
  private void askTasks(Map<String, List<Row>> byObject) throws StateFailure {
    List<String> returned =
        byObject.values().stream()
            .map(List::getFirst)
            .filter(row -> !ObjectIds.isPut(row.objectId()))
            .sorted(Comparator.comparingLong(Row::sizeBytes).reversed())
            .map(row -> ObjectIds.task(row.objectId()))
            .distinct()
            .toList();
    nodeOfTask.keySet().retainAll(Set.copyOf(returned));
    tries.keySet().retainAll(Set.copyOf(returned));
    List<String> unknown =
        returned.stream()
            .filter(task -> !nodeOfTask.containsKey(task))
            .limit(MOST_TASKS_A_READING)
            .toList();
    for (String task : unknown) {
      String node = node(api.list("tasks", "task_id", task).rows());
      // Its event may still be on its way to the GCS, or be dropped there.
      if (!node.equals(UNKNOWN) || tries.merge(task, 1, Integer::sum) >= MOST_TRIES) {
        nodeOfTask.put(task, node);
      }
    }
  }

  /// Of the last attempt.
  private static String node(List<Map<?, ?>> attempts) {
    return attempts.stream()
        .max(Comparator.comparingLong(attempt -> StateApi.number(attempt.get("attempt_number"))))
        .map(attempt -> StateApi.text(attempt.get("node_id")))
        .orElse(UNKNOWN);
  }

  /// One reading of the rest of Ray, to look processes up in.
  private final class Join {
    private final Map<String, RayNode> nodes = new HashMap<>();
    private final Map<String, RayActor> actors = new HashMap<>();
    private final Map<ProcessAt, RayActor> actorOf = new HashMap<>();

    Join(RayState known) {
      Map<String, String> ips = new HashMap<>();
      for (RayNode node : known.nodes()) {
        if (node.isAlive()) {
          nodes.put(node.ipAddress(), node);
          ips.put(node.nodeId(), node.ipAddress());
        }
      }
      for (RayActor actor : known.actors()) {
        String ip = actor.nodeId() == null ? null : ips.get(actor.nodeId());
        if (ip != null && actor.state() == RayActor.State.ALIVE) {
          actors.put(actor.actorId(), actor);
          actorOf.put(new ProcessAt(ip, actor.pid()), actor);
        }
      }
    }

    RayObject object(List<Row> rows) {
      List<Row> ownerFirst =
          rows.stream().sorted(Comparator.comparing(Row::isOwner).reversed()).toList();
      Row first = ownerFirst.getFirst();
      return new RayObject(
          first.objectId(),
          rows.stream().mapToLong(Row::sizeBytes).max().orElse(-1),
          first.isOwner(),
          ownerFirst.stream().map(this::holder).distinct().toList(),
          node(first));
    }

    private ObjectHolder holder(Row row) {
      ProcessAt process = row.process();
      String job = ObjectIds.job(row.objectId());
      if (row.isDriver()) {
        ObjectHolder.Driver driver = drivers.get(process);
        return driver == null
            ? new ObjectHolder.Driver(job, null, "", process.pid(), process.ipAddress())
            : driver;
      }
      RayActor actor = actorOf.get(process);
      return actor == null
          ? new ObjectHolder.Worker(job, process.pid(), process.ipAddress())
          : new ObjectHolder.OfActor(actor, process.ipAddress());
    }

    private @Nullable String node(Row row) {
      String id = row.objectId();
      if (!ObjectIds.isPut(id)) {
        String node = nodeOfTask.getOrDefault(ObjectIds.task(id), UNKNOWN);
        return node.equals(UNKNOWN) ? null : node;
      }
      if (row.isOwner()) {
        return at(row.process().ipAddress());
      }
      if (ObjectIds.isPutByDriver(id)) {
        return drivers.values().stream()
            .filter(driver -> driver.jobId().equals(ObjectIds.job(id)))
            .findFirst()
            .map(driver -> at(driver.ipAddress()))
            .orElse(null);
      }
      RayActor actor = actors.get(ObjectIds.actor(id));
      return actor == null ? null : actor.nodeId();
    }

    private @Nullable String at(String ipAddress) {
      RayNode node = nodes.get(ipAddress);
      return node == null ? null : node.nodeId();
    }
  }
}
