package dev.raydeck.engine.v1;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.engine.ledger.Actions.Rate;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.Reason.ScoredBest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which nodes to add, and how many at once (ray: get_nodes_to_launch). The steps of [#run] are the
/// algorithm.
final class Launches {
  /// What may always be pending of a group (ray: UPSCALING_INITIAL_NUM_NODES).
  private static final int ALWAYS_PENDING = 5;

  private final Fleet fleet;
  private final Wanted wanted;
  private final List<NodeType> types;
  private final int maxNodes;

  /// All nodes so far, and those of them that are new.
  private List<Bin> bins = new ArrayList<>();

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Integer> beyondLimit = new HashMap<>();
  final Map<String, Integer> launches = new LinkedHashMap<>();
  final Map<String, ScoredBest> scores = new HashMap<>();
  final List<Bin> forConstraint = new ArrayList<>();
  final Set<Integer> unplacedGangs = new HashSet<>();
  final List<Unit> unplaced = new ArrayList<>();
  boolean isConstraintUnmet;

  private Launches(Fleet fleet, Wanted wanted, int maxNodes) {
    this.fleet = fleet;
    this.wanted = wanted;
    this.types = fleet.typesAsSeen();
    this.maxNodes = maxNodes;
  }

  static Launches of(Fleet fleet, Wanted wanted, int maxNodes) {
    Launches launches = new Launches(fleet, wanted, maxNodes);
    launches.run();
    return launches;
  }

  private void run() {
    addExisting();
    addMin();
    addForConstraint();
    wanted.spread().forEach(this::placeSpread);
    letGroupsPassTheLimit();
    placeAll();
  }

  List<Bin> bins() {
    return bins;
  }

  private void addExisting() {
    for (Candidate node : fleet.all()) {
      if (fleet.isKnown(node.type())) {
        RayNode ray = Fleet.connected(node);
        NodeType type = NewNodes.type(types, node.type());
        bins.add(
            Bin.of(
                node.instanceId(), node.type(), ray == null ? type.resources() : ray.available()));
        counts.merge(node.type(), 1, Integer::sum);
      }
    }
  }

  private void addMin() {
    for (NodeType type : types) {
      boolean isHead = type.name().equals(NodeTypes.HEAD);
      int target = isHead ? 1 : Math.min(type.minWorkers(), type.maxWorkers());
      for (int n = counts.getOrDefault(type.name(), 0); n < target; n++) {
        add(Bin.empty(type), true);
      }
    }
  }

  private void add(Bin bin, boolean isBeyondLimit) {
    bins.add(bin);
    count(bin, isBeyondLimit);
  }

  private void count(Bin bin, boolean isBeyondLimit) {
    counts.merge(bin.type, 1, Integer::sum);
    launches.merge(bin.type, 1, Integer::sum);
    if (isBeyondLimit) {
      beyondLimit.merge(bin.type, 1, Integer::sum);
    }
  }

  private int room() {
    return maxNodes - counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// `request_resources` is packed as if nothing ran; what is missing is added even in part.
  private void addForConstraint() {
    if (wanted.constraint().isEmpty()) {
      return;
    }
    List<Bin> empty = new ArrayList<>();
    counts.forEach((type, count) -> {
      for (int i = 0; i < count; i++) {
        empty.add(Bin.empty(NewNodes.type(types, type)));
      }
    });
    NewNodes added = newNodes(Bin.pack(empty, wanted.constraint(), false), false);
    isConstraintUnmet = !added.left().isEmpty();
    for (Bin bin : added.bins()) {
      forConstraint.add(bin);
      add(Bin.empty(NewNodes.type(types, bin.type)), true);
    }
    keepScores(added);
  }

  private NewNodes newNodes(List<Unit> units, boolean isSpread) {
    return NewNodes.of(types, counts, room(), units, isSpread);
  }

  private void keepScores(NewNodes added) {
    added.scores().forEach(scores::putIfAbsent);
  }

  /// A group that cannot be placed whole is left out.
  private void placeSpread(List<Unit> group) {
    List<Bin> after = new ArrayList<>(Bin.copies(bins));
    NewNodes added = newNodes(Bin.pack(after, group, true), true);
    if (!added.left().isEmpty()) {
      unplacedGangs.add(group.getFirst().gang());
      return;
    }
    bins = after;
    added.bins().forEach(bin -> add(bin, true));
    keepScores(added);
  }

  private void letGroupsPassTheLimit() {
    List<Unit> left = Bin.pack(Bin.copies(bins), wanted.groups(), false);
    newNodes(left, false)
        .counts()
        .forEach((type, count) -> beyondLimit.merge(type, count, Integer::sum));
  }

  private void placeAll() {
    List<Unit> units = new ArrayList<>(wanted.groups());
    units.addAll(wanted.tasks());
    NewNodes added = newNodes(Bin.pack(bins, units, false), false);
    added.bins().forEach(bin -> add(bin, false));
    keepScores(added);
    for (Unit unit : added.left()) {
      if (unit.gang() < 0) {
        unplaced.add(unit);
      } else {
        unplacedGangs.add(unit.gang());
      }
    }
  }

  /// What may be asked for now: pending Pods of a group up to max(5, speed × running), more only
  /// for minimums, `request_resources` and placement groups.
  Map<String, Rate> rates(double upscalingSpeed) {
    Map<String, Rate> rates = new LinkedHashMap<>();
    launches.forEach((type, count) -> {
      int running = fleet.count(type, true);
      int pending = fleet.count(type, false);
      int limit = Math.max(ALWAYS_PENDING, (int) (upscalingSpeed * Math.max(running, 1)));
      int upper = Math.max(limit - pending, beyondLimit.getOrDefault(type, 0));
      rates.put(type, new Rate(count, Math.clamp(upper, 0, count), running, pending, limit));
    });
    return rates;
  }
}
