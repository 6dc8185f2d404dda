package dev.raydeck.desktop.live;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.live.HopTrack.Draft;
import dev.raydeck.desktop.live.HopTrack.Hop;
import dev.raydeck.desktop.live.HopTrack.Way;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.WorkerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Follows workers up and down from frame to frame, and notes when each hop was first seen.
///
/// Workers that were there at the first look are followed down only: nobody saw them come.
@SuppressWarnings("ReferenceEquality") // The very facts are unchanged.
public final class HopClock {
  /// The hops that are the autoscaler's: in a pause none of them comes.
  private static final Set<Hop> AUTOSCALERS =
      EnumSet.of(Hop.DECIDED, Hop.PATCHED, Hop.DRAINED, Hop.NAMED);

  private final Map<String, Draft> ups = new LinkedHashMap<>();

  /// Of the workers whose idle timeout passed, and of those that leave.
  private final Map<String, Draft> downs = new LinkedHashMap<>();

  private final FinishedTracks over = new FinishedTracks();
  private final Map<String, Draft> launching = new LinkedHashMap<>();
  private final Map<String, Integer> replicas = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private @Nullable Instant waitingSince;
  private @Nullable ClusterFacts shown;
  private Instant lookedAt = Instant.EPOCH;

  void add(ClusterFacts facts) {
    ClusterSnapshot snapshot = facts.snapshot();
    if (snapshot == null || facts.standing().isRayStale()) {
      return;
    }
    Instant at = snapshot.takenAt();
    waiting(snapshot.ray());
    // In this order: the patch is often seen by the same look as the end of the wish for it.
    patched(snapshot, at);
    decided(facts);
    Set<String> named = named(snapshot);
    ClusterFacts before = shown;
    if (before == null) {
      for (NodeFacts node : facts.workers()) {
        present.add(node.pod().name());
        down(node, named, at);
      }
    } else {
      followChanged(facts, changed(facts, before, at), named, at);
    }
    shown = facts;
    lookedAt = at;
    held(facts.frame().breakpoints().stop());
    if (facts.frame().isPaused()) {
      launching.values().forEach(draft -> draft.waitForPerson(AUTOSCALERS));
      downs.values().forEach(draft -> draft.waitForPerson(AUTOSCALERS));
    }
  }

  /// The places of the nodes that are others than at the look before, or came. Those that went are
  /// seen off.
  private BitSet changed(ClusterFacts facts, ClusterFacts before, Instant at) {
    BitSet changed = new BitSet();
    if (facts.hasPodsOf(before)) {
      IntStream.of(facts.nodes().changesSince(before.nodes())).forEach(changed::set);
      return changed;
    }
    int[] were = facts.placesIn(before);
    BitSet gone = new BitSet();
    gone.set(0, before.nodes().size());
    for (int place = 0; place < were.length; place++) {
      int was = were[place];
      changed.set(place, was < 0 || facts.nodes().get(place) != before.nodes().get(was));
      if (was >= 0) {
        gone.clear(was);
      }
    }
    gone.stream().forEach(was -> gone(before.nodes().get(was).pod().name(), at));
    return changed;
  }

  /// What changed, what is named, and whose idle timeout passed without news since the look before.
  private void followChanged(ClusterFacts facts, BitSet changed, Set<String> named, Instant at) {
    BitSet followed = (BitSet) changed.clone();
    facts.idle().timedOut(lookedAt, at).forEach(node -> follow(facts, node.pod().name(), followed));
    named.forEach(pod -> follow(facts, pod, followed));
    followed.stream()
        .forEach(place -> {
          NodeFacts node = facts.nodes().get(place);
          if (changed.get(place) && !node.isHead()) {
            if (present.add(node.pod().name())) {
              begin(node);
            }
            up(node, at);
          }
          if (!node.isHead()) {
            down(node, named, at);
          }
        });
  }

  private static void follow(ClusterFacts facts, String pod, BitSet followed) {
    int place = facts.place(pod);
    if (place >= 0) {
      followed.set(place);
    }
  }

  private static Set<String> named(ClusterSnapshot snapshot) {
    Set<String> all = new HashSet<>();
    snapshot.cluster().groups().forEach(group -> all.addAll(group.workersToDelete()));
    return all;
  }

  private void waiting(@Nullable RayState ray) {
    if (ray == null || (ray.demands().isEmpty() && ray.gangs().isEmpty())) {
      waitingSince = null;
    } else if (waitingSince == null) {
      waitingSince = ray.readAt();
    }
  }

  /// A group that is to grow, before there is a Pod to speak of.
  private void decided(ClusterFacts facts) {
    if (facts.decision() == null) {
      return;
    }
    Set<String> wanted = facts.decision().launches().keySet();
    Instant decidedAt = facts.decision().at();
    for (String group : wanted) {
      Draft draft = launching.get(group);
      Instant patchedAt = draft == null ? null : draft.seen.get(Hop.PATCHED);
      // The decision whose patch is seen already is not another one.
      if (draft == null || (patchedAt != null && decidedAt.isAfter(patchedAt))) {
        draft = new Draft(Way.UP, group);
        launching.put(group, draft);
      }
      draft.see(Hop.DEMAND, waitingSince);
      draft.see(Hop.DECIDED, decidedAt);
    }
    launching
        .entrySet()
        .removeIf(entry ->
            !wanted.contains(entry.getKey()) && !entry.getValue().seen.containsKey(Hop.PATCHED));
  }

  private void patched(ClusterSnapshot snapshot, Instant at) {
    for (WorkerGroup group : snapshot.cluster().groups()) {
      Integer before = replicas.put(group.name(), group.replicas());
      if (before != null && group.replicas() > before) {
        Draft draft = launching.computeIfAbsent(group.name(), name -> new Draft(Way.UP, name));
        draft.see(Hop.DEMAND, waitingSince);
        draft.seen.put(Hop.PATCHED, at);
      }
    }
  }

  private void begin(NodeFacts node) {
    Draft draft = new Draft(Way.UP, node.pod().name());
    Draft group = launching.get(node.pod().group());
    if (group != null && group.seen.containsKey(Hop.PATCHED)) {
      draft.seen.putAll(group.seen);
      draft.byPerson.addAll(group.byPerson);
    }
    draft.see(Hop.CREATED, node.pod().createdAt());
    ups.put(node.pod().name(), draft);
  }

  private void up(NodeFacts node, Instant at) {
    Draft draft = ups.get(node.pod().name());
    if (draft == null) {
      return;
    }
    if (!node.pod().kubernetesNode().isEmpty()) {
      draft.see(Hop.SCHEDULED, at);
    }
    if (node.pod().phase().equals("Running")) {
      draft.see(Hop.RUNNING, at);
    }
    if (node.isJoined()) {
      draft.see(Hop.JOINED, node.readAt());
      draft.see(Hop.WORKING, working(node));
    }
    if (draft.isOver()) {
      ups.remove(node.pod().name());
      over.add(draft);
      launching.remove(node.pod().group());
    }
  }

  /// When its first actor started; where it only runs tasks, when that was first read.
  private static @Nullable Instant working(NodeFacts node) {
    Optional<Instant> actor =
        node.actors().stream()
            .filter(each -> each.state() == RayActor.State.ALIVE)
            .map(RayActor::startedAt)
            .filter(started -> started != null)
            .min(Instant::compareTo);
    return actor.orElse(node.state() == NodeState.BUSY ? node.readAt() : null);
  }

  private void down(NodeFacts node, Set<String> named, Instant at) {
    String pod = node.pod().name();
    RayNode ray = node.ray();
    boolean isDrained =
        ray != null
            && (ray.status() == RayNode.Status.DRAINING || ray.status() == RayNode.Status.DEAD);
    boolean isNamed = named.contains(pod);
    Duration idle = node.idle(at);
    boolean isLeaving = isDrained || isNamed || node.pod().isTerminating();
    Duration timeout = node.idleTimeout();
    boolean isTimedOut = idle != null && timeout != null && idle.compareTo(timeout) >= 0;
    if (!isTimedOut && !isLeaving) {
      downs.remove(pod);
      return;
    }
    Draft draft = downs.computeIfAbsent(pod, this::beginDown);
    if (idle != null) {
      draft.see(Hop.IDLE, at.minus(idle));
    }
    if (isTimedOut) {
      draft.see(Hop.TIMED_OUT, at.minus(idle).plus(timeout));
    }
    if (isDrained) {
      draft.see(Hop.DRAINED, node.readAt());
    }
    if (isNamed) {
      draft.see(Hop.NAMED, at);
    }
    if (node.pod().isTerminating()) {
      draft.see(Hop.TERMINATING, at);
    }
  }

  /// Since when it was idle when it was looked at last: what leaves has no idle clock any more.
  private Draft beginDown(String pod) {
    Draft draft = new Draft(Way.DOWN, pod);
    if (shown != null) {
      shown
          .node(pod)
          .map(node -> node.idle(lookedAt))
          .ifPresent(idle -> draft.see(Hop.IDLE, lookedAt.minus(idle)));
    }
    return draft;
  }

  private void gone(String pod, Instant at) {
    if (present.remove(pod)) {
      ups.remove(pod);
      Draft draft = downs.remove(pod);
      if (draft != null) {
        draft.see(Hop.GONE, at);
        over.add(draft);
      }
    }
  }

  private void held(Breakpoints.@Nullable Stop stop) {
    Set<String> pods = stop == null ? Set.of() : Set.copyOf(stop.intent().removals());
    Set<String> groups = stop == null ? Set.of() : stop.intent().launches().keySet();
    downs.forEach((pod, draft) -> held(draft, pods.contains(pod)));
    launching.forEach((group, draft) -> held(draft, groups.contains(group)));
  }

  private static void held(Draft draft, boolean isHeld) {
    draft.isHeld = isHeld;
    if (isHeld) {
      draft.waitForPerson(EnumSet.allOf(Hop.class));
    }
  }

  /// The latest of one way: one under way before one that is over.
  public Optional<HopTrack> last(Way way) {
    List<Draft> open = new ArrayList<>(way == Way.UP ? ups.values() : downs.values());
    if (way == Way.UP && open.isEmpty()) {
      open.addAll(launching.values());
    }
    if (!open.isEmpty()) {
      return Optional.of(open.getLast().done());
    }
    return over.last(way);
  }

  /// What this window saw to its end.
  public FinishedTracks finished() {
    return over;
  }
}
