package dev.raydeck.engine.v1;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.ResourceBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A node while requests are put on it. `instanceId` is empty for a new one.
final class Bin {
  private static final String IMPLICIT = "node:__internal_implicit_resource_";

  final String instanceId;
  final String type;
  private final Map<String, Double> free;
  private final List<Placement> placed;

  private Bin(String instanceId, String type, Map<String, Double> free, List<Placement> placed) {
    this.instanceId = instanceId;
    this.type = type;
    this.free = new LinkedHashMap<>(free);
    this.placed = new ArrayList<>(placed);
  }

  static Bin of(String instanceId, String type, ResourceBundle free) {
    return new Bin(instanceId, type, free.amounts(), List.of());
  }

  static Bin empty(NodeType type) {
    return of("", type.name(), type.resources());
  }

  static List<Bin> copies(List<Bin> bins) {
    return bins.stream()
        .map(bin -> new Bin(bin.instanceId, bin.type, bin.free, bin.placed))
        .toList();
  }

  List<Placement> placed() {
    return List.copyOf(placed);
  }

  double free(String resource) {
    return free.getOrDefault(resource, resource.startsWith(IMPLICIT) ? 1.0 : 0.0);
  }

  boolean fits(Unit unit) {
    for (Map.Entry<String, Double> amount : unit.bundle().amounts().entrySet()) {
      if (amount.getValue() > free(amount.getKey())) {
        return false;
      }
    }
    return true;
  }

  void take(Unit unit) {
    unit.bundle()
        .amounts()
        .forEach((name, amount) -> {
          if (amount != 0) {
            free.put(name, free(name) - amount);
          }
        });
    placed.add(new Placement(unit.request(), unit.bundles(), unit.gang()));
  }

  /// Puts each unit on the first bin in the list that holds it; returns what no bin did.
  /// `isSpread`: no bin takes two.
  static List<Unit> pack(List<Bin> bins, List<Unit> units, boolean isSpread) {
    List<Unit> sorted = new ArrayList<>(units);
    sorted.sort(Unit.HEAVY_FIRST);
    List<Bin> open = new ArrayList<>(bins);
    List<Unit> left = new ArrayList<>();
    for (Unit unit : sorted) {
      Bin bin = open.stream().filter(one -> one.fits(unit)).findFirst().orElse(null);
      if (bin == null) {
        left.add(unit);
        continue;
      }
      bin.take(unit);
      if (isSpread) {
        open.remove(bin);
      }
    }
    return left;
  }
}
