package dev.raydeck.desktop.facts;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the screens show of one frame, joined once.
public record ClusterFacts(
    SessionFrame frame,
    Standing standing,
    List<NodeFacts> nodes,
    List<GroupFacts> groups,
    List<DemandFacts> demands,
    List<RayActor> actors) {

  public ClusterFacts {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    demands = List.copyOf(demands);
    actors = List.copyOf(actors);
  }

  public static ClusterFacts of(SessionFrame frame) {
    ClusterSnapshot snapshot = frame.snapshot();
    Standing standing = Standing.of(frame);
    if (snapshot == null) {
      return new ClusterFacts(frame, standing, List.of(), List.of(), List.of(), List.of());
    }
    FactsJoin join = new FactsJoin(snapshot, frame.decision());
    RayState ray = snapshot.ray();
    return new ClusterFacts(
        frame,
        standing,
        join.nodes(),
        join.groups(),
        join.demands(),
        ray == null ? List.of() : ray.actors());
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
    return nodes.stream().filter(NodeFacts::isHead).findFirst();
  }

  public List<NodeFacts> workers() {
    return nodes.stream().filter(node -> !node.isHead()).toList();
  }

  public int workers(NodeState state) {
    return (int) nodes.stream().filter(node -> !node.isHead() && node.state() == state).count();
  }

  public List<NodeFacts> held() {
    return nodes.stream().filter(node -> node.held() != null).toList();
  }

  public Optional<NodeFacts> node(String podName) {
    return nodes.stream().filter(node -> node.pod().name().equals(podName)).findFirst();
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
    return id == null
        ? Optional.empty()
        : nodes.stream()
            .filter(node -> node.ray() != null && node.ray().nodeId().equals(id))
            .findFirst();
  }

  /// The verdict about a subject in this frame, if it still has one.
  public Optional<Verdict> verdict(Verdict.Subject subject) {
    ScalingDecision decision = frame.decision();
    return decision == null ? Optional.empty() : decision.verdict(subject);
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
    return nodes.stream().filter(NodeFacts::isJoined).mapToDouble(n -> n.total(resource)).sum();
  }

  public double used(String resource) {
    return nodes.stream().filter(NodeFacts::isJoined).mapToDouble(n -> n.used(resource)).sum();
  }

  /// What waits for a place, all shapes but the constraint.
  public double waiting(String resource) {
    return demands.stream()
        .filter(demand -> demand.source() != DemandFacts.Source.CONSTRAINT)
        .flatMap(demand -> demand.shapes().stream())
        .mapToDouble(shape -> shape.bundle().amount(resource) * shape.count())
        .sum();
  }

  /// The verdicts about nodes, by Pod name.
  static Map<String, Verdict> nodeVerdicts(@Nullable ScalingDecision decision) {
    Map<String, Verdict> byPod = new java.util.HashMap<>();
    if (decision != null) {
      for (Verdict verdict : decision.verdicts()) {
        if (verdict.subject() instanceof Verdict.Subject.Node node && node.podName() != null) {
          byPod.put(node.podName(), verdict);
        }
      }
    }
    return byPod;
  }
}
