package dev.raydeck.desktop.facts;

import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Joins the Kubernetes side, the Ray side and the verdicts of one snapshot.
///
/// A dead Ray node without a Pod is the past and is left out. What did not change since the join
/// before is taken from it, object by object, so that a frame costs what changed in it; the result
/// is the same as without one.
@SuppressWarnings(
    "ReferenceEquality") // The very object is unchanged; an equal one is joined again.
final class FactsJoin {
  private final ClusterSnapshot snapshot;
  private final RayIndex ray;
  private final VerdictIndex verdicts;
  private final PodNames names;
  private final Map<String, Duration> timeouts = new HashMap<>();
  private final Set<String> named;
  private final PagedList<NodeFacts> nodes;
  private final Placed workers;
  private final NodeTally tally;
  private final List<NodeFacts> held;
  private final Optional<NodeFacts> head;
  private final NameLengths lengths;
  private final IdleQueue idle;
  private final NodeAmounts amounts;
  private final GroupJoin placing;
  private final Map<String, NodeTally> tallies;
  private final List<DemandFacts> demands;

  FactsJoin(
      ClusterSnapshot snapshot, @Nullable ScalingDecision decision, @Nullable FactsJoin before) {
    this.snapshot = snapshot;
    ray =
        before != null && before.ray.ray() == snapshot.ray()
            ? before.ray
            : new RayIndex(snapshot.ray());
    verdicts =
        before != null && before.verdicts.decision() == decision
            ? before.verdicts
            : new VerdictIndex(decision, before == null ? null : before.verdicts);
    named =
        before != null && before.snapshot.cluster().equals(snapshot.cluster())
            ? before.named
            : named();
    int[] moved = before == null ? null : PodNames.changes(snapshot.pods(), before.snapshot.pods());
    names = names(before, moved);
    nodes = joinNodes(before, moved);
    if (before == null) {
      workers = workersOf(nodes);
      tally = NodeTally.of(workers);
      lengths = NameLengths.of(nodes);
      idle = IdleQueue.of(nodes);
      amounts = new NodeAmounts(nodes);
      placing = GroupJoin.of(nodes);
      tallies = new ConcurrentHashMap<>();
    } else {
      NodeChanges changes =
          moved == null
              ? new NodeChanges(before.nodes, nodes, names.were())
              : new NodeChanges(before.nodes, nodes);
      workers = before.workers.again(changes);
      tally = before.tally.again(changes, workers, node -> !node.isHead());
      lengths = before.lengths.again(changes);
      idle = before.idle.again(changes);
      boolean isSameRay =
          changes.all((was, now) -> was.ray() == now.ray())
              && changes.allNewAndGone(node -> node.ray() == null);
      amounts = isSameRay ? before.amounts : new NodeAmounts(nodes);
      placing = before.placing.again(changes);
      tallies =
          placing == before.placing && tally == before.tally
              ? before.tallies
              : tallies(before.tallies, changes);
    }
    head = nodes.size() == workers.size() ? Optional.empty() : firstHead();
    held =
        head.isPresent() && head.get().held() != null ? NodeTally.of(nodes).held() : tally.held();
    demands =
        before != null && ray == before.ray && verdicts == before.verdicts
            ? before.demands
            : DemandFacts.all(ray, verdicts);
  }

  private PodNames names(@Nullable FactsJoin before, int @Nullable [] moved) {
    if (before == null) {
      return new PodNames(snapshot.pods());
    }
    return moved == null
        ? before.names.again(snapshot.pods(), before.snapshot.pods())
        : before.names;
  }

  /// Whether nothing but the Pods' own states may have changed, and which there are.
  private boolean isLike(FactsJoin before) {
    return ray == before.ray
        && verdicts == before.verdicts
        && names.hasEndsOf(before.names)
        && named == before.named;
  }

  private Map<String, NodeTally> tallies(Map<String, NodeTally> before, NodeChanges changes) {
    Map<String, NodeTally> again = new ConcurrentHashMap<>();
    before.forEach((group, tally) ->
        again.put(
            group,
            tally.again(
                changes,
                placing.of(group, nodes),
                node -> !node.isHead() && node.pod().group().equals(group))));
    return again;
  }

  private Set<String> named() {
    Set<String> all = new HashSet<>();
    snapshot.cluster().groups().forEach(group -> all.addAll(group.workersToDelete()));
    return all;
  }

  private static Placed workersOf(PagedList<NodeFacts> nodes) {
    return new Placed(
        nodes, IntStream.range(0, nodes.size()).filter(at -> !nodes.get(at).isHead()).toArray());
  }

  private Optional<NodeFacts> firstHead() {
    return nodes.stream().filter(NodeFacts::isHead).findFirst();
  }

  /// `moved` as of [PodNames#changes]. Where nothing but those Pods' own states changed, only they
  /// are joined.
  private PagedList<NodeFacts> joinNodes(@Nullable FactsJoin before, int @Nullable [] moved) {
    PagedList<RayPod> pods = snapshot.pods();
    if (before != null && moved != null && isLike(before)) {
      return before.nodes.with(moved, at -> join(pods.get(at), before.nodes.get(at)));
    }
    boolean isLike = before != null && isLike(before);
    List<NodeFacts> joined = new ArrayList<>(pods.size());
    for (int at = 0; at < pods.size(); at++) {
      RayPod pod = pods.get(at);
      int was = before == null ? -1 : moved == null ? names.were()[at] : at;
      if (before == null || was < 0) {
        joined.add(join(pod, null));
      } else if (isLike && before.snapshot.pods().get(was) == pod) {
        joined.add(before.nodes.get(was));
      } else {
        joined.add(join(pod, before.nodes.get(was)));
      }
    }
    PagedList<NodeFacts> all = PagedList.copyOf(joined);
    return before == null || moved == null
        ? all
        : before.nodes.with(all.changesSince(before.nodes), all::get);
  }

  private NodeFacts join(RayPod pod, @Nullable NodeFacts before) {
    RayState state = ray.ray();
    RayNode node = ray.nodeOf(pod);
    Verdict verdict = verdicts.ofPod(pod.name());
    String end = names.end(pod.name());
    NodeState is = NodeState.of(pod, node, named.contains(pod.name()), state != null);
    Duration timeout = pod.kind() == NodeKind.HEAD ? null : timeout(pod.group());
    var readAt = state == null ? null : state.readAt();
    if (before != null
        && before.pod() == pod
        && before.ray() == node
        && before.verdict() == verdict
        && before.state() == is
        && Objects.equals(before.idleTimeout(), timeout)
        && before.readAt() == readAt
        && before.end().equals(end)) {
      return before;
    }
    return new NodeFacts(
        pod,
        end,
        node,
        verdict,
        is,
        is.isLeaving() ? null : Held.of(verdict, node).orElse(null),
        node == null ? List.of() : ray.actorsOn(node),
        timeout,
        readAt);
  }

  private Duration timeout(String groupName) {
    return timeouts.computeIfAbsent(groupName, this::newTimeout);
  }

  private Duration newTimeout(String groupName) {
    AutoscalerOptions options = snapshot.cluster().options();
    Integer own =
        snapshot.cluster().group(groupName).map(WorkerGroup::idleTimeoutSeconds).orElse(null);
    return Duration.ofSeconds(own == null ? options.effectiveIdleTimeoutSeconds() : own);
  }

  PagedList<NodeFacts> nodes() {
    return nodes;
  }

  boolean hasPodsOf(FactsJoin other) {
    return names == other.names;
  }

  List<NodeFacts> workers() {
    return workers;
  }

  /// Of the workers.
  NodeTally tally() {
    return tally;
  }

  List<NodeFacts> held() {
    return held;
  }

  IdleQueue idle() {
    return idle;
  }

  Optional<NodeFacts> head() {
    return head;
  }

  NameLengths lengths() {
    return lengths;
  }

  int[] placesIn(FactsJoin other) {
    return names.placesIn(other.names);
  }

  NodeAmounts amounts() {
    return amounts;
  }

  int place(String podName) {
    return names.place(podName);
  }

  @Nullable NodeFacts node(String podName) {
    int place = names.place(podName);
    return place < 0 ? null : nodes.get(place);
  }

  @Nullable Verdict verdict(Verdict.Subject subject) {
    return verdicts.of(subject);
  }

  List<GroupFacts> groups() {
    return snapshot.cluster().groups().stream().map(this::group).toList();
  }

  private GroupFacts group(WorkerGroup group) {
    Placed own = placing.of(group.name(), nodes);
    return new GroupFacts(
        group,
        type(group.name()),
        own,
        tallies.computeIfAbsent(group.name(), name -> NodeTally.of(own)),
        verdicts.of(new Verdict.Subject.Group(group.name())));
  }

  private @Nullable NodeType type(String name) {
    ScalingDecision decision = verdicts.decision();
    return decision == null
        ? null
        : decision.nodeTypes().stream()
            .filter(type -> type.name().equals(name))
            .findFirst()
            .orElse(null);
  }

  List<DemandFacts> demands() {
    return demands;
  }
}
