package dev.raydeck.engine.v1;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason.GroupScore;
import dev.raydeck.model.Reason.ScoredBest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The nodes to add for what has no place, one after another: the group with the best score, the
/// later name among equals (ray: get_nodes_for).
///
/// `scores` are those of the first node of each group.
record NewNodes(List<Bin> bins, List<Unit> left, Map<String, ScoredBest> scores) {
  private static final Comparator<GroupScore> BEST_LAST =
      Comparator.comparing(GroupScore::gpuOk)
          .thenComparingInt(GroupScore::matching)
          .thenComparingDouble(GroupScore::least)
          .thenComparingDouble(GroupScore::mean)
          .thenComparing(GroupScore::group);

  static NewNodes of(
      List<NodeType> types,
      Map<String, Integer> present,
      int maxToAdd,
      List<Unit> units,
      boolean isSpread) {
    List<Bin> bins = new ArrayList<>();
    Map<String, ScoredBest> scores = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>(present);
    List<Unit> left = units;
    while (!left.isEmpty() && bins.size() < maxToAdd) {
      List<Unit> asked = isSpread ? left.subList(0, 1) : left;
      List<GroupScore> candidates =
          types.stream()
              .filter(type -> counts.getOrDefault(type.name(), 0) < max(type))
              .flatMap(type -> score(type, asked).stream())
              .sorted(BEST_LAST.reversed())
              .toList();
      if (candidates.isEmpty()) {
        break;
      }
      String best = candidates.getFirst().group();
      scores.putIfAbsent(best, new ScoredBest(candidates));
      counts.merge(best, 1, Integer::sum);
      Bin bin = Bin.empty(type(types, best));
      bins.add(bin);
      List<Unit> rest = Bin.pack(List.of(bin), asked, isSpread);
      left = isSpread ? left.subList(1, left.size()) : rest;
    }
    return new NewNodes(bins, left, scores);
  }

  /// The head's type reads 1 already: the head itself.
  static int max(NodeType type) {
    return type.name().equals(NodeTypes.HEAD) ? 1 : type.maxWorkers();
  }

  static NodeType type(List<NodeType> types, String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }

  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    bins.forEach(bin -> counts.merge(bin.type, 1, Integer::sum));
    return counts;
  }

  /// Empty where nothing of it fits, or the node has nothing to fill (ray:
  /// _resource_based_utilization_scorer). Units are tried in the order given, not sorted.
  private static Optional<GroupScore> score(NodeType type, List<Unit> units) {
    Bin bin = Bin.empty(type);
    boolean fitsAny = false;
    for (Unit unit : units) {
      if (bin.fits(unit)) {
        bin.take(unit);
        fitsAny = true;
      }
    }
    Map<String, Double> offered = type.resources().amounts();
    double least = Double.MAX_VALUE;
    double sum = 0;
    int counted = 0;
    int matching = 0;
    for (Map.Entry<String, Double> entry : offered.entrySet()) {
      double total = entry.getValue();
      if (total >= 1) {
        double used = (total - bin.free(entry.getKey())) / total;
        double filling = total * used * used * used;
        least = Math.min(least, filling);
        sum += filling;
        counted++;
        matching += isAsked(units, entry.getKey()) ? 1 : 0;
      }
    }
    boolean gpuOk =
        type.resources().amount("GPU") <= 0
            || units.stream().anyMatch(unit -> unit.bundle().amounts().containsKey("GPU"));
    return fitsAny && counted > 0
        ? Optional.of(new GroupScore(type.name(), 0, gpuOk, matching, least, sum / counted))
        : Optional.empty();
  }

  private static boolean isAsked(List<Unit> units, String resource) {
    return units.stream().anyMatch(unit -> unit.bundle().amount(resource) > 0);
  }
}
