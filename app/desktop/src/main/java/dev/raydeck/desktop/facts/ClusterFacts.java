package dev.raydeck.desktop.facts;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Everything the screens show of one frame, joined and counted once, away from the FX thread: what
/// is asked for here costs the same with three Pods as with thirty thousand.
public final class ClusterFacts {
  private final SessionFrame frame;
  private final Standing standing;
  private final @Nullable FactsJoin join;
  private final List<GroupFacts> groups;
  private final List<RayActor> actors;
  private final Map<String, Double> waiting = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Map<String, NodeFacts>> byRayNode =
      new AtomicReference<>();

  private ClusterFacts(SessionFrame frame, @Nullable FactsJoin join) {
    this.frame = frame;
    this.standing = Standing.of(frame);
    this.join = join;
    this.groups = join == null ? List.of() : join.groups();
    RayState ray = ray();
    this.actors = ray == null ? List.of() : ray.actors();
  }

  public static ClusterFacts of(SessionFrame frame) {
    return of(frame, null);
  }

  /// The same, with less work: what did not change since `before` is taken from there.
  public static ClusterFacts of(SessionFrame frame, @Nullable ClusterFacts before) {
    ClusterSnapshot snapshot = frame.snapshot();
    FactsJoin join =
        snapshot == null
            ? null
            : new FactsJoin(snapshot, frame.decision(), before == null ? null : before.join);
    return new ClusterFacts(frame, join);
  }

  public SessionFrame frame() {
    return frame;
  }

  public Standing standing() {
    return standing;
  }

  public PagedList<NodeFacts> nodes() {
    return join == null ? PagedList.of() : join.nodes();
  }

  /// Whether these are the very Pods of another frame, in the same order.
  public boolean hasPodsOf(ClusterFacts other) {
    return join != null && other.join != null && join.hasPodsOf(other.join);
  }

  /// For each node where its Pod's name stands among the nodes of another frame; negative where it
  /// is not there.
  public int[] placesIn(ClusterFacts other) {
    if (join == null || other.join == null) {
      return nodes().stream().mapToInt(node -> -1).toArray();
    }
    return join.placesIn(other.join);
  }

  public List<GroupFacts> groups() {
    return groups;
  }

  public List<DemandFacts> demands() {
    return join == null ? List.of() : join.demands();
  }

  public List<RayActor> actors() {
    return actors;
  }

  public @Nullable ClusterSnapshot snapshot() {
    return frame.snapshot();
  }

  public @Nullable RayState ray() {
    ClusterSnapshot snapshot = frame.snapshot();
    return snapshot == null ? null : snapshot.ray();
  }

  public @Nullable ScalingDecision decision() {
    return frame.decision();
  }

  public Optional<NodeFacts> head() {
    return join == null ? Optional.empty() : join.head();
  }

  public List<NodeFacts> workers() {
    return join == null ? List.of() : join.workers();
  }

  public int workers(NodeState state) {
    return join == null ? 0 : join.tally().count(state);
  }

  /// How many workers are in a state and not held.
  public int free(NodeState state) {
    return join == null ? 0 : join.tally().free(state);
  }

  public List<NodeFacts> held() {
    return join == null ? List.of() : join.held();
  }

  /// The free idle workers by the time they have left.
  public IdleQueue idle() {
    return join == null ? IdleQueue.NONE : join.idle();
  }

  /// How long the longest short name is, the head's aside.
  public int longestEnd() {
    return join == null ? 0 : join.lengths().longestEnd();
  }

  /// How long the longest name is as [Names#own] tells it.
  public int longestOwnName() {
    return join == null ? 0 : join.lengths().longestOwn();
  }

  public int longestName() {
    return join == null ? 0 : join.lengths().longestName();
  }

  public Optional<NodeFacts> node(String podName) {
    return join == null ? Optional.empty() : Optional.ofNullable(join.node(podName));
  }

  /// Where a Pod stands among the nodes; negative where there is none of that name.
  public int place(String podName) {
    return join == null ? -1 : join.place(podName);
  }

  public Optional<GroupFacts> group(String name) {
    return groups.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /// Why KubeRay cannot make the Pods it was asked for, in the API server's words; empty while it
  /// can.
  public Optional<String> replicaFailure() {
    ClusterSnapshot snapshot = frame.snapshot();
    return snapshot == null
        ? Optional.empty()
        : snapshot.cluster().status().conditions().stream()
            .filter(condition -> condition.type().equals("ReplicaFailure"))
            .filter(condition -> condition.status().equals("True"))
            .findFirst()
            .map(condition -> Names.refusal(condition.message()));
  }

  /// The node an actor sits on.
  public Optional<NodeFacts> nodeOf(RayActor actor) {
    String id = actor.nodeId();
    return id == null ? Optional.empty() : Optional.ofNullable(byRayNode().get(id));
  }

  private Map<String, NodeFacts> byRayNode() {
    Map<String, NodeFacts> known = byRayNode.get();
    if (known == null) {
      known = new HashMap<>();
      for (NodeFacts node : nodes()) {
        if (node.ray() != null) {
          known.putIfAbsent(node.ray().nodeId(), node);
        }
      }
      byRayNode.set(known);
    }
    return known;
  }

  /// The verdict about a subject in this frame, if it still has one.
  public Optional<Verdict> verdict(Verdict.Subject subject) {
    return join == null ? Optional.empty() : Optional.ofNullable(join.verdict(subject));
  }

  /// How old the oldest part on the screen is.
  public @Nullable Duration age(Instant now) {
    ClusterSnapshot snapshot = frame.snapshot();
    if (snapshot == null) {
      return null;
    }
    RayState ray = snapshot.ray();
    Instant read = ray == null ? snapshot.takenAt() : ray.readAt();
    Duration age = Duration.between(read, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// What running nodes offer of a resource.
  public double capacity(String resource) {
    return join == null ? 0 : join.amounts().capacity(resource);
  }

  public double used(String resource) {
    return join == null ? 0 : join.amounts().used(resource);
  }

  /// Every resource a running node offers.
  public Set<String> offered() {
    return join == null ? Set.of() : join.amounts().names();
  }

  /// What waits for a place, all shapes but the constraint.
  public double waiting(String resource) {
    return waiting.computeIfAbsent(resource, this::addWaiting);
  }

  private double addWaiting(String resource) {
    return demands().stream()
        .filter(demand -> demand.source() != DemandFacts.Source.CONSTRAINT)
        .flatMap(demand -> demand.shapes().stream())
        .mapToDouble(shape -> shape.bundle().amount(resource) * shape.count())
        .sum();
  }
}
