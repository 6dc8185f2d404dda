package dev.raydeck.engine.ledger;

import dev.raydeck.model.Instance;
import dev.raydeck.model.Instance.StatusChange;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceLedger.SentReplicas;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.ScalingDecision.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows while a turn changes them: the mutable side of an [InstanceLedger].
///
/// Ids are made by name from the cluster's uid and a counter, so they look like Ray's and need no
/// randomness.
public final class InstanceTable {
  private final Instant now;
  private final String clusterUid;
  private long version;
  private long nextId;
  private boolean isChanged;
  private final Map<String, Instance> rows = new LinkedHashMap<>();
  private final Map<String, Instant> lastUnavailable;
  private final Set<String> accepted;
  private final Map<String, SentReplicas> sent;
  private final List<Transition> transitions = new ArrayList<>();

  public InstanceTable(InstanceLedger ledger, Instant now, String clusterUid) {
    this.now = now;
    this.clusterUid = clusterUid;
    this.version = ledger.version();
    this.nextId = ledger.nextId();
    this.lastUnavailable = new HashMap<>(ledger.lastUnavailable());
    this.accepted = new HashSet<>(ledger.acceptedRequests());
    this.sent = new HashMap<>(ledger.sentReplicas());
    ledger.instances().forEach(row -> rows.put(row.instanceId(), row));
  }

  public Instant now() {
    return now;
  }

  public List<Instance> rows() {
    return List.copyOf(rows.values());
  }

  public List<Instance> rows(Predicate<Instance> which) {
    return rows.values().stream().filter(which).toList();
  }

  public List<Instance> rowsIn(InstanceStatus status) {
    return rows(row -> row.status() == status);
  }

  public @Nullable Instance row(String instanceId) {
    return rows.get(instanceId);
  }

  public List<Transition> transitions() {
    return List.copyOf(transitions);
  }

  public Map<String, Instant> lastUnavailable() {
    return Map.copyOf(lastUnavailable);
  }

  /// A new id for an instance or a request.
  public String newId() {
    String name = clusterUid + "/" + nextId++;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Adds a row that starts as `status`.
  public Instance add(
      String type,
      NodeKind kind,
      InstanceStatus status,
      @Nullable String podName,
      @Nullable String nodeId,
      String details) {
    StatusChange first = new StatusChange(status, now, details);
    Instance row = new Instance(newId(), type, kind, podName, nodeId, null, List.of(first));
    rows.put(row.instanceId(), row);
    transitions.add(new Transition(row, null, status, details));
    isChanged = true;
    return row;
  }

  /// Moves a row on. A move Ray does not allow is our mistake, not the world's.
  public Instance move(Instance row, InstanceStatus to, String details) {
    return move(row, row, to, details);
  }

  /// Moves a row on and takes over the other fields of `changed`.
  public Instance move(Instance row, Instance changed, InstanceStatus to, String details) {
    if (!Transitions.isAllowed(row.status(), to)) {
      throw new IllegalStateException(
          "instance %s may not go from %s to %s".formatted(row.instanceId(), row.status(), to));
    }
    List<StatusChange> history = new ArrayList<>(row.history());
    history.add(new StatusChange(to, now, details));
    Instance moved =
        new Instance(
            row.instanceId(),
            changed.type(),
            changed.kind(),
            changed.podName(),
            changed.nodeId(),
            changed.launchRequestId(),
            history);
    rows.put(moved.instanceId(), moved);
    transitions.add(new Transition(row, row.status(), to, details));
    if (to == InstanceStatus.ALLOCATION_TIMEOUT) {
      lastUnavailable.put(row.type(), now);
    } else if (to == InstanceStatus.RAY_RUNNING) {
      lastUnavailable.remove(row.type());
    }
    isChanged = true;
    return moved;
  }

  /// Ends a batch of changes: the version counts batches, not rows.
  public void commit() {
    if (isChanged) {
      version++;
      isChanged = false;
    }
  }

  public boolean isAccepted(String request) {
    return accepted.contains(request);
  }

  public void accept(String request) {
    accepted.add(request);
  }

  public void refuse(String request) {
    accepted.remove(request);
  }

  /// What `replicas` must be by now, by group, unless somebody else wrote it.
  public Map<String, Integer> sentBefore(String resourceVersion) {
    Map<String, Integer> before = new HashMap<>();
    sent.forEach((group, replicas) -> {
      if (!replicas.over().equals(resourceVersion)) {
        before.put(group, replicas.replicas());
      }
    });
    return before;
  }

  public void send(String group, SentReplicas replicas) {
    sent.put(group, replicas);
  }

  /// Some patch did not take effect: nothing is known of what was sent.
  public void forgetSent() {
    sent.clear();
  }

  /// Drops rows and requests nothing can refer to any more, so that the ledger does not grow for
  /// ever.
  public void forget(Predicate<Instance> which) {
    rows.values().removeIf(which);
    Set<String> inUse = new HashSet<>();
    for (Instance row : rows.values()) {
      if (row.launchRequestId() != null && !Transitions.isFinal(row.status())) {
        inUse.add(row.launchRequestId());
      }
      if (row.status() == InstanceStatus.TERMINATING && row.podName() != null) {
        inUse.add(deletion(row.podName()));
      }
    }
    accepted.retainAll(inUse);
  }

  /// The request that names a Pod in `workersToDelete`.
  static String deletion(String podName) {
    return "delete " + podName;
  }

  public InstanceLedger ledger() {
    commit();
    return new InstanceLedger(
        version, nextId, List.copyOf(rows.values()), lastUnavailable, accepted, sent);
  }
}
