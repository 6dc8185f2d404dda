package dev.raydeck.desktop.facts;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One Pod of the cluster joined with its Ray node and its verdict.
///
/// `end` is its short name, unique among the Pods in view. `readAt` is when Ray's part was read:
/// idle clocks are carried forward from there. `idleTimeout` is null where none applies.
public record NodeFacts(
    RayPod pod,
    String end,
    @Nullable RayNode ray,
    @Nullable Verdict verdict,
    NodeState state,
    @Nullable Held held,
    List<RayActor> actors,
    @Nullable Duration idleTimeout,
    @Nullable Instant readAt) {

  public NodeFacts {
    actors = List.copyOf(actors);
  }

  public String key() {
    return pod.uid();
  }

  /// What Why is asked about.
  public Verdict.Subject.Node subject() {
    return new Verdict.Subject.Node(pod.name(), ray == null ? null : ray.nodeId(), pod.group());
  }

  public boolean isHead() {
    return pod.kind() == NodeKind.HEAD;
  }

  public boolean isJoined() {
    return ray != null && ray.isAlive();
  }

  /// How long it has been idle by now; null while it is not.
  public @Nullable Duration idle(Instant now) {
    RayNode node = ray;
    if (node == null || readAt == null || state != NodeState.IDLE) {
      return null;
    }
    return node.idle().plus(nonNegative(Duration.between(readAt, now)));
  }

  /// Until its idle timeout passes; null while no clock runs, zero when it has passed.
  public @Nullable Duration remaining(Instant now) {
    Duration idle = idle(now);
    if (idle == null || idleTimeout == null || isHead()) {
      return null;
    }
    return nonNegative(idleTimeout.minus(idle));
  }

  /// What was left of its idle timeout when Ray's part was read, negative where it had passed; null
  /// while no clock runs.
  public @Nullable Duration leftWhenRead() {
    RayNode node = ray;
    if (node == null || readAt == null || idleTimeout == null || isHead()) {
      return null;
    }
    return state == NodeState.IDLE ? idleTimeout.minus(node.idle()) : null;
  }

  public Duration age(Instant now) {
    return nonNegative(Duration.between(pod.createdAt(), now));
  }

  public double total(String resource) {
    return ray == null ? 0 : ray.total().amount(resource);
  }

  public double used(String resource) {
    return ray == null
        ? 0
        : Math.max(0, ray.total().amount(resource) - ray.available().amount(resource));
  }

  private static Duration nonNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
