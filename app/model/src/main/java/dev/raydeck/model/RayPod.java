package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The Kubernetes side of one Ray node: a head or worker Pod, trimmed to what anyone here reads.
///
/// `displayStatus` is the STATUS column kubectl prints (`Init:0/1`, `Running`, `Terminating`, …);
/// `message` says why a Pod is not running (a container's waiting text or the scheduler's), where
/// known.
public record RayPod(
    String name,
    String uid,
    NodeKind kind,
    String group,
    String phase,
    String displayStatus,
    @Nullable String message,
    List<Container> containers,
    List<Container> initContainers,
    boolean isReady,
    String podIp,
    String kubernetesNode,
    Instant createdAt,
    @Nullable Instant deletionTimestamp,
    @Nullable Replica replica) {
  public RayPod {
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
  }

  /// Without init containers, and with one host a replica.
  public RayPod(
      String name,
      String uid,
      NodeKind kind,
      String group,
      String phase,
      String displayStatus,
      @Nullable String message,
      List<Container> containers,
      boolean isReady,
      String podIp,
      String kubernetesNode,
      Instant createdAt,
      @Nullable Instant deletionTimestamp) {
    this(
        name,
        uid,
        kind,
        group,
        phase,
        displayStatus,
        message,
        containers,
        List.of(),
        isReady,
        podIp,
        kubernetesNode,
        createdAt,
        deletionTimestamp,
        null);
  }

  /// The same with the very objects of `before` where they are equal, and `before` itself where all
  /// are: of a Pod that is read anew little has changed, and many are kept.
  public RayPod sharing(RayPod before) {
    return equals(before)
        ? before
        : new RayPod(
            shared(name, before.name),
            shared(uid, before.uid),
            kind,
            shared(group, before.group),
            shared(phase, before.phase),
            shared(displayStatus, before.displayStatus),
            shared(message, before.message),
            shared(containers, before.containers),
            shared(initContainers, before.initContainers),
            isReady,
            shared(podIp, before.podIp),
            shared(kubernetesNode, before.kubernetesNode),
            shared(createdAt, before.createdAt),
            shared(deletionTimestamp, before.deletionTimestamp),
            shared(replica, before.replica));
  }

  private static <T extends @Nullable Object> T shared(T now, T before) {
    return Objects.equals(now, before) ? before : now;
  }

  /// The name of the container Ray runs in, the first; what KubeRay's samples call it where nothing
  /// is known of any.
  public String rayContainer() {
    return containers.isEmpty() ? "ray-head" : containers.getFirst().name();
  }

  public int readyContainers() {
    return (int) containers.stream().filter(Container::isReady).count();
  }

  public int restarts() {
    return containers.stream().mapToInt(Container::restarts).sum();
  }

  /// Marked for deletion: the autoscaler takes it as gone, the operator still counts it.
  public boolean isTerminating() {
    return deletionTimestamp != null;
  }

  /// Which replica of a group of several hosts a Pod belongs to, and the label that says so:
  /// KubeRay's, or the one Ray's first autoscaler reads (ray: kuberay/node_provider.py,
  /// REPLICA_INDEX_KEY).
  public record Replica(String name, String label) {
    public static final String KUBERAY_LABEL = "ray.io/worker-group-replica-name";
    public static final String INDEX_LABEL = "replicaIndex";
  }

  /// One container's status. `state` is `waiting`, `running` or `terminated`; `reason` is the
  /// kubelet's.
  public record Container(
      String name, boolean isReady, String state, @Nullable String reason, int restarts) {}
}
