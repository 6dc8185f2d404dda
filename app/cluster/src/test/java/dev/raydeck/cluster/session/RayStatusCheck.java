package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.kube.RealRayCluster;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lays what the session read beside what Ray's own command line prints in the head Pod.
final class RayStatusCheck {
  private static final Pattern NODE =
      Pattern.compile("Node: (\\S*) \\((\\S+)\\)\\n Id: (\\w+)\\n(?: Idle: (\\d+) ms\\n)?");
  private static final Pattern DEMAND =
      Pattern.compile("\\{([^}]*)\\}: (\\d+)\\+ pending tasks/actors");
  private static final Duration TOLERANCE = Duration.ofMillis(1500);

  private final RealRayCluster cluster;
  private final Transcript transcript;

  RayStatusCheck(RealRayCluster cluster, Transcript transcript) {
    this.cluster = cluster;
    this.transcript = transcript;
  }

  void agrees(String moment) throws Exception {
    nodesAgree(moment);
    actorsAgree(moment);
  }

  private void nodesAgree(String moment) throws Exception {
    Instant before = InstantSource.system().instant();
    String status = cluster.inHead("ray", "status", "-v");
    Instant after = InstantSource.system().instant();
    transcript.line(before, "=== ray status -v, " + moment + "\n" + status);
    RayState ray =
        transcript
            .await(
                "data as new as ray status, " + moment,
                Duration.ofSeconds(5),
                seen -> seen.isRayReadAfter(after))
            .ray()
            .orElseThrow();
    Map<String, RayNode> ours = new HashMap<>();
    ray.nodes().stream().filter(RayNode::isAlive).forEach(node -> ours.put(node.nodeId(), node));
    Matcher nodes = NODE.matcher(status);
    int count = 0;
    while (nodes.find()) {
      count++;
      assertThat(ours).describedAs(moment).containsKey(nodes.group(3));
      RayNode node = Objects.requireNonNull(ours.get(nodes.group(3)));
      assertThat(node.instanceId()).isEqualTo(nodes.group(1));
      assertThat(node.nodeType()).isEqualTo(nodes.group(2));
      boolean isIdle = nodes.group(4) != null;
      Instant since = ray.readAt().minus(node.idle());
      if (!isIdle && !node.idle().isZero()) {
        assertThat(since)
            .describedAs("idle only since it was asked, %s, %s", nodes.group(1), moment)
            .isAfter(before.minus(TOLERANCE));
        continue;
      }
      assertThat(!node.idle().isZero()).describedAs("idle, " + moment).isEqualTo(isIdle);
      if (isIdle) {
        Duration theirs = Duration.ofMillis(Long.parseLong(nodes.group(4)));
        assertThat(since)
            .describedAs("idle since, %s, %s", nodes.group(1), moment)
            .isBetween(before.minus(theirs).minus(TOLERANCE), after.minus(theirs).plus(TOLERANCE));
        transcript.line(
            after,
            "idle of %s: ray status %d ms, ours %d ms, read %d ms after its end"
                .formatted(
                    nodes.group(1),
                    theirs.toMillis(),
                    node.idle().toMillis(),
                    Duration.between(after, ray.readAt()).toMillis()));
      }
    }
    assertThat(count).describedAs("nodes, " + moment).isEqualTo(ours.size());
    Map<String, Integer> demands = new TreeMap<>();
    Matcher lines = DEMAND.matcher(status);
    while (lines.find()) {
      demands.put(lines.group(1), Integer.parseInt(lines.group(2)));
    }
    Map<String, Integer> ourDemands = new TreeMap<>();
    ray.demands()
        .forEach(demand ->
            ourDemands.merge(python(demand.bundle().amounts()), demand.count(), Integer::sum));
    assertThat(ourDemands).describedAs("demands, " + moment).isEqualTo(demands);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String python(Map<String, Double> amounts) {
    return String.join(
        ", ",
        new TreeMap<>(amounts)
            .entrySet().stream().map(e -> "'%s': %s".formatted(e.getKey(), e.getValue())).toList());
  }

  private void actorsAgree(String moment) throws Exception {
    Instant before = InstantSource.system().instant();
    String list = cluster.inHead("ray", "list", "actors", "--format", "json");
    transcript.line(before, "=== ray list actors, " + moment + "\n" + list);
    Instant after = InstantSource.system().instant();
    List<RayActor> ours =
        transcript
            .await(
                "actors as new as ray list actors, " + moment,
                Duration.ofSeconds(5),
                seen -> seen.isRayReadAfter(after))
            .ray()
            .orElseThrow()
            .actors();
    Map<String, String> theirs = new TreeMap<>();
    if (list.strip().startsWith("[")) {
      Map<String, Object> wrapped = Json.object("{\"actors\":" + list.strip() + "}");
      for (Object each : list(wrapped.get("actors"))) {
        Map<?, ?> actor = (Map<?, ?>) each;
        theirs.put(
            String.valueOf(actor.get("actor_id")),
            "%s %s %s %s"
                .formatted(
                    actor.get("name"),
                    actor.get("state"),
                    actor.get("ray_namespace"),
                    actor.get("class_name")));
      }
    }
    Map<String, String> mapped = new TreeMap<>();
    ours.forEach(actor ->
        mapped.put(
            actor.actorId(),
            "%s %s %s %s"
                .formatted(actor.name(), actor.state(), actor.namespace(), actor.className())));
    assertThat(mapped).describedAs("actors, " + moment).isEqualTo(theirs);
  }
}
