package dev.raydeck.engine.scheduling;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The resources and labels that any request of a decision mentions, numbered. Nodes that differ in
/// nothing else are alike: every real node has a resource and a label of its own.
final class Vocabulary {
  /// Resources every node has one of, listed or not.
  static final String IMPLICIT_PREFIX = "node:__internal_implicit_resource_";

  private final Map<String, Integer> resources = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Set<String> marks = new HashSet<>();
  private final Set<String> selected = new HashSet<>();
  private boolean isEntangled;
  private final Map<List<LabelSelector>, Integer> selectors = new HashMap<>();
  private final List<List<LabelSelector>> selectorLists = new ArrayList<>();
  private final IdentityHashMap<ResourceRequest, Ask> asks = new IdentityHashMap<>();

  static Vocabulary of(SchedulingRequest request) {
    Vocabulary vocabulary = new Vocabulary();
    for (ResourceDemand demand : request.demands()) {
      vocabulary.add(demand.request());
    }
    for (ResourceDemand demand : request.constraint()) {
      vocabulary.add(demand.request());
    }
    ResourceRequest last = null;
    for (GangDemand gang : request.gangs()) {
      for (ResourceRequest one : gang.requests()) {
        if (!one.equals(last)) {
          vocabulary.add(one);
          last = one;
        }
      }
    }
    vocabulary.isEntangled = !Collections.disjoint(vocabulary.marks, vocabulary.selected);
    return vocabulary;
  }

  private void add(ResourceRequest request) {
    for (String name : request.bundle().amounts().keySet()) {
      if (!resources.containsKey(name)) {
        resources.put(name, names.size());
        names.add(name);
      }
    }
    PlacementConstraint constraint = request.constraint();
    if (constraint != null) {
      marks.add(constraint.labelName());
    }
    for (LabelSelector selector : request.labelSelectors()) {
      selector.constraints().forEach(one -> selected.add(one.key()));
    }
  }

  int size() {
    return names.size();
  }

  /// The number of a resource, or -1 if no request mentions it.
  int resource(String name) {
    return resources.getOrDefault(name, -1);
  }

  String name(int resource) {
    return names.get(resource);
  }

  boolean mentionsLabels() {
    return !marks.isEmpty() || !selected.isEmpty();
  }

  boolean mentionsLabel(String name) {
    return marks.contains(name) || selected.contains(name);
  }

  /// Whether the mark of a placement group may change what a label selector says.
  boolean isEntangled() {
    return isEntangled;
  }

  /// The request in numbers, found by identity: comparing requests costs more than numbering one
  /// twice. Requests summed from a gang's mention the same resources.
  Ask ask(ResourceRequest request) {
    Ask known = asks.get(request);
    if (known == null) {
      known = Ask.of(request, this);
      asks.put(request, known);
    }
    return known;
  }

  /// The number of a list of alternatives, or -1 for none.
  int selectors(List<LabelSelector> list) {
    if (list.isEmpty()) {
      return -1;
    }
    Integer known = selectors.putIfAbsent(list, selectorLists.size());
    if (known != null) {
      return known;
    }
    selectorLists.add(list);
    return selectorLists.size() - 1;
  }

  List<LabelSelector> selectorList(int number) {
    return selectorLists.get(number);
  }
}
