package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.RayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often each worker's idle clock began anew: short work that keeps landing on a worker keeps
/// it, and no single look at the cluster shows that.
final class IdleClocks {
  /// Ray's own readings of one idle clock differ by less.
  private static final Duration JITTER = Duration.ofSeconds(3);

  private final Duration kept;
  private final Map<String, Instant> idleSince = new HashMap<>();
  private final Map<String, Deque<Instant>> restarts = new HashMap<>();
  private final Map<String, Deque<IdleRun>> runs = new HashMap<>();

  private @Nullable Instant added;

  IdleClocks(Duration kept) {
    this.kept = kept;
  }

  /// The nodes as Ray read them at one time: what was read is added once, however often it is
  /// shown.
  void add(List<NodeFacts> nodes, Instant now) {
    Instant read = nodes.isEmpty() ? null : nodes.getFirst().readAt();
    if (read == null || read.equals(added)) {
      return;
    }
    added = read;
    for (NodeFacts node : nodes) {
      RayNode ray = node.ray();
      Instant readAt = node.readAt();
      if (ray == null || readAt == null || ray.status() != RayNode.Status.IDLE) {
        continue;
      }
      Instant since = readAt.minus(ray.idle());
      Instant before = idleSince.put(ray.nodeId(), since);
      run(ray.nodeId(), since, readAt);
      if (before != null && since.isAfter(before.plus(JITTER))) {
        restarts.computeIfAbsent(ray.nodeId(), id -> new ArrayDeque<>()).add(since);
      }
    }
    runs.values().forEach(all -> all.removeIf(run -> run.seen().isBefore(now.minus(kept))));
    runs.values().removeIf(Deque::isEmpty);
    restarts.values().forEach(all -> all.removeIf(at -> at.isBefore(now.minus(kept))));
    restarts.values().removeIf(Deque::isEmpty);
    idleSince.values().removeIf(since -> since.isBefore(now.minus(kept)));
  }

  private void run(String nodeId, Instant since, Instant seen) {
    Deque<IdleRun> all = runs.computeIfAbsent(nodeId, id -> new ArrayDeque<>(2));
    IdleRun last = all.peekLast();
    if (last != null && !since.isAfter(last.since().plus(JITTER))) {
      all.removeLast();
      all.addLast(new IdleRun(last.since(), seen));
    } else {
      all.addLast(new IdleRun(since, seen));
    }
  }

  /// Its runs, oldest first; between two of them it was in use.
  List<IdleRun> runs(String nodeId) {
    return List.copyOf(runs.getOrDefault(nodeId, new ArrayDeque<>()));
  }

  /// When it began anew, oldest first; the first time it ran does not count.
  List<Instant> restarts(String nodeId) {
    return List.copyOf(restarts.getOrDefault(nodeId, new ArrayDeque<>()));
  }
}
