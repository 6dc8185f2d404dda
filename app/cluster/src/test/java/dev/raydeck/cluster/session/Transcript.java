package dev.raydeck.cluster.session;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What happened in a session, one line a change with its time, kept as a file; and a way to wait
/// for a frame.
final class Transcript implements Consumer<SessionFrame> {
  private final Path file;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> last = new HashMap<>();
  private ActuationResult lastResult = ActuationResult.NOTHING;
  private @Nullable SessionFrame frame;

  Transcript(String name) {
    file = Path.of("target", "transcripts", name + ".txt");
  }

  @Override
  public synchronized void accept(SessionFrame next) {
    frame = next;
    change(next.at(), "api server", health(next.apiServer()));
    change(next.at(), "ray head", health(next.rayHead()));
    change(next.at(), "autoscaler", health(next.autoscaler()));
    change(next.at(), "mode", next.mode() + " driver " + next.driver());
    change(next.at(), "trouble", String.valueOf(next.trouble()));
    ClusterSnapshot snapshot = next.snapshot();
    if (snapshot != null) {
      snapshot(next.at(), snapshot);
    }
    ScalingDecision decision = next.decision();
    if (decision != null) {
      decision(next.at(), decision);
    }
    next.shadow()
        .turns()
        .forEach(turn ->
            change(
                next.at(),
                "shadow turn " + turn.number(),
                "%s %s %s %s".formatted(turn.at(), turn.verdict(), turn.sizes(), turn.removals())));
    if (!next.result().equals(lastResult)) {
      lastResult = next.result();
      lastResult.writes().forEach(write -> line(write.at(), "WRITE " + write));
      lastResult.failures().forEach(failure -> line(next.at(), "FAILURE " + failure));
      change(next.at(), "result", lastResult.outcome().toString());
    }
    notifyAll();
  }

  private void snapshot(Instant at, ClusterSnapshot snapshot) {
    change(
        at,
        "groups",
        snapshot.cluster().groups().stream()
            .map(g ->
                "%s replicas=%d workersToDelete=%s"
                    .formatted(g.name(), g.replicas(), g.workersToDelete()))
            .toList()
            .toString());
    for (RayPod pod : snapshot.pods()) {
      change(
          at,
          "pod " + pod.name(),
          "%d/%d %s"
              .formatted(pod.readyContainers(), pod.containers().size(), pod.displayStatus()));
    }
    gone(at, "pod ", snapshot.pods().stream().map(RayPod::name).toList());
    RayState ray = snapshot.ray();
    if (ray == null) {
      return;
    }
    for (RayNode node : ray.nodes()) {
      change(at, "node " + node.instanceId() + " " + node.nodeId(), node.status().toString());
    }
    for (RayActor actor : ray.actors()) {
      change(
          at,
          "actor " + actor.label() + " " + actor.actorId(),
          actor.state() + " on " + actor.nodeId());
    }
    change(at, "demands", ray.demands().stream().map(Transcript::demand).toList().toString());
    change(
        at,
        "report",
        ray.report() == null
            ? "none"
            : "pending %s, infeasible %d"
                .formatted(ray.report().pendingRequests(), ray.report().infeasible().size()));
  }

  private void gone(Instant at, String prefix, List<String> names) {
    last.keySet().stream()
        .filter(key -> key.startsWith(prefix) && !names.contains(key.substring(prefix.length())))
        .toList()
        .forEach(key -> {
          last.remove(key);
          line(at, key + ": gone");
        });
  }

  private void decision(Instant at, ScalingDecision decision) {
    decision.verdicts().stream()
        .map(Transcript::verdict)
        .forEach(each -> change(at, "verdict " + each[0], each[1]));
    change(at, "commands", decision.commands().toString());
  }

  private static String[] verdict(Verdict verdict) {
    String subject =
        switch (verdict.subject()) {
          case Verdict.Subject.Node node -> "node " + node.podName();
          case Verdict.Subject.Group group -> "group " + group.name();
          case Verdict.Subject.Demand demand -> "demand " + demand.demand().bundle().amounts();
          case Verdict.Subject.Gang gang -> "gang " + gang.gang().details();
          case Verdict.Subject.Constraint constraint -> "constraint";
        };
    String held =
        verdict.holding().map(gate -> gate.reason().getClass().getSimpleName()).orElse("nothing");
    return new String[] {subject, verdict.outcome() + " held by " + held};
  }

  private static String demand(ResourceDemand demand) {
    return demand.bundle().amounts() + " x " + demand.count();
  }

  private static String health(Health health) {
    boolean isPlain = health.trouble() == null || health.state() == Health.State.SLOW;
    return health.state() + (isPlain ? "" : " " + health.trouble());
  }

  private void change(Instant at, String key, String value) {
    if (!Objects.equals(last.put(key, value), value)) {
      line(at, key + ": " + value);
    }
  }

  synchronized void line(Instant at, String words) {
    text.append(at).append("  ").append(words).append('\n');
  }

  synchronized Seen seen() {
    return new Seen(Objects.requireNonNull(frame));
  }

  /// The first frame from now on that satisfies; fails with the transcript's end.
  synchronized Seen await(String what, Duration atMost, Predicate<Seen> wanted)
      throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (frame == null || !wanted.test(new Seen(frame))) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        String all = text.toString();
        throw new AssertionError(
            "No frame in %s with: %s%n%s"
                .formatted(atMost, what, all.substring(Math.max(0, all.length() - 4000))));
      }
      wait(left);
    }
    line(frame.at(), "=== " + what);
    return new Seen(frame);
  }

  synchronized void save() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
