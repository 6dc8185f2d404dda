package dev.raydeck.cluster.session;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Questions tests ask of a frame, answered with nothing while it has nothing.
record Seen(SessionFrame frame) {
  List<RayPod> pods() {
    ClusterSnapshot snapshot = frame.snapshot();
    return snapshot == null ? List.of() : snapshot.pods();
  }

  Optional<RayState> ray() {
    return Optional.ofNullable(frame.snapshot()).map(ClusterSnapshot::ray);
  }

  boolean isRayReadAfter(Instant instant) {
    return ray().filter(ray -> ray.readAt().isAfter(instant)).isPresent();
  }

  static boolean isOk(Health health) {
    return health.state() == Health.State.OK || health.state() == Health.State.SLOW;
  }

  boolean isHeadReady(int containers) {
    return pods().stream()
        .anyMatch(pod ->
            pod.kind() == NodeKind.HEAD && pod.isReady() && pod.readyContainers() == containers);
  }

  List<RayPod> workers() {
    return pods().stream().filter(pod -> pod.kind() == NodeKind.WORKER).toList();
  }

  Stream<RayNode> nodes() {
    return ray().stream().flatMap(ray -> ray.nodes().stream());
  }

  Optional<RayActor> actor(String name) {
    return ray().stream()
        .flatMap(ray -> ray.actors().stream())
        .filter(actor -> actor.name().equals(name))
        .findFirst();
  }

  /// The Pod an actor runs in, by its Ray node.
  Optional<RayPod> podOf(RayActor actor) {
    return nodes()
        .filter(node -> node.nodeId().equals(actor.nodeId()))
        .map(RayNode::instanceId)
        .flatMap(name -> pods().stream().filter(pod -> pod.name().equals(name)))
        .findFirst();
  }

  boolean isRunning(String name) {
    return actor(name)
        .filter(actor -> actor.state() == RayActor.State.ALIVE)
        .flatMap(this::podOf)
        .filter(RayPod::isReady)
        .isPresent();
  }

  boolean isIdle(String pod) {
    return nodes()
        .anyMatch(
            node -> node.isAlive() && node.instanceId().equals(pod) && node.idle().isPositive());
  }

  Optional<Verdict> verdict(Verdict.Outcome outcome) {
    return Optional.ofNullable(frame.decision()).stream()
        .flatMap(decision -> decision.verdicts().stream())
        .filter(verdict -> verdict.outcome() == outcome)
        .findFirst();
  }

  static Reason.FitsSomeGroup misses(Verdict verdict) {
    return verdict.gates().stream()
        .map(gate -> gate.reason())
        .filter(Reason.FitsSomeGroup.class::isInstance)
        .map(Reason.FitsSomeGroup.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
