package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.engine.scheduling.Labels;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason.FitsSomeGroup;
import dev.raydeck.model.Reason.GroupMiss;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether an empty node of a group would hold a request, and what is missing if not. The head is
/// asked last.
final class Fits {
  private Fits() {}

  static FitsSomeGroup of(List<NodeType> types, ResourceRequest request) {
    List<String> fitting = new ArrayList<>();
    List<GroupMiss> misses = new ArrayList<>();
    List<NodeType> ordered = new ArrayList<>();
    types.stream().filter(type -> !type.name().equals(NodeTypes.HEAD)).forEach(ordered::add);
    types.stream().filter(type -> type.name().equals(NodeTypes.HEAD)).forEach(ordered::add);
    for (NodeType type : ordered) {
      GroupMiss miss = miss(type, request);
      if (miss == null) {
        fitting.add(type.name());
      } else {
        misses.add(miss);
      }
    }
    return new FitsSomeGroup(fitting, misses);
  }

  private static @Nullable GroupMiss miss(NodeType type, ResourceRequest request) {
    boolean labelsMatch = Labels.allow(request.labelSelectors(), type.labels());
    Map<String, Double> missing = new LinkedHashMap<>();
    request
        .bundle()
        .amounts()
        .forEach((name, amount) -> {
          double there = type.resources().amount(name);
          if (amount > there && !name.startsWith("node:__internal_implicit_resource_")) {
            missing.put(name, amount - there);
          }
        });
    return labelsMatch && missing.isEmpty()
        ? null
        : new GroupMiss(type.name(), new ResourceBundle(missing), labelsMatch);
  }
}
