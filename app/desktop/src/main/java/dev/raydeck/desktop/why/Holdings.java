package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.words.Holders;
import dev.raydeck.model.Gate;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.ObjectHolding;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who holds what lies in the object store of a node that is busy for it; `notes` is what is to be
/// said of the telling itself, `pods` the Pods the holders run in, by address.
record Holdings(
    List<ObjectHolding> holdings,
    List<String> notes,
    Map<String, Place> pods,
    Optional<Place> head) {
  static final Holdings NONE = new Holdings(List.of(), List.of(), Map.of(), Optional.empty());

  /// More would be a list, which `ray memory` prints.
  private static final int SHOWN = 3;

  /// A Pod's container in which commands can be run.
  record Place(String namespace, String pod, String container, String end, boolean isHead) {
    String kubectl(String command) {
      return String.join(" ", "kubectl exec -n", namespace, pod, "-c", container, "--", command);
    }
  }

  Holdings {
    holdings = List.copyOf(holdings);
    notes = List.copyOf(notes);
    pods = Map.copyOf(pods);
  }

  /// Nothing where the node is not busy for its object store.
  static Holdings of(Optional<Verdict> verdict, ClusterFacts facts, Holders words) {
    RayState ray = facts.ray();
    Optional<RayNode> node = verdict.flatMap(found -> node(found, facts));
    if (ray == null || node.isEmpty() || !node.get().holdsObjects()) {
      return NONE;
    }
    List<ObjectHolding> objects =
        verdict
            .flatMap(Verdict::holding)
            .map(Gate::reason)
            .filter(Reason.NotBusy.class::isInstance)
            .map(busy -> ((Reason.NotBusy) busy).objects())
            .orElse(List.of());
    return new Holdings(
        objects,
        words.notes(ray.objects(), node.get(), objects),
        pods(objects, facts),
        facts.head().map(head -> place(head, facts)));
  }

  private static Optional<RayNode> node(Verdict verdict, ClusterFacts facts) {
    return verdict.subject() instanceof Verdict.Subject.Node asked
            && asked.podName() != null
            && verdict.holding().filter(gate -> gate.reason() instanceof Reason.NotBusy).isPresent()
        ? facts
            .node(asked.podName())
            .filter(node -> node.pod().kind() != NodeKind.HEAD)
            .map(NodeFacts::ray)
        : Optional.empty();
  }

  private static Map<String, Place> pods(List<ObjectHolding> objects, ClusterFacts facts) {
    return objects.stream()
        .limit(SHOWN)
        .map(holding -> holding.holder().ipAddress())
        .distinct()
        .flatMap(ip ->
            facts.nodes().stream()
                .filter(node -> node.ray() != null && ip.equals(node.ray().ipAddress()))
                .limit(1)
                .map(node -> Map.entry(ip, place(node, facts))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Place place(NodeFacts node, ClusterFacts facts) {
    String namespace = facts.snapshot() == null ? "" : facts.snapshot().cluster().namespace();
    return new Place(
        namespace, node.pod().name(), node.pod().rayContainer(), node.end(), node.isHead());
  }

  List<ObjectHolding> shown() {
    return holdings.subList(0, Math.min(SHOWN, holdings.size()));
  }

  int more() {
    return holdings.size() - shown().size();
  }

  Optional<Place> place(ObjectHolder holder) {
    return Optional.ofNullable(pods.get(holder.ipAddress()));
  }

  /// For a copy, all of them.
  List<String> lines(Holders words) {
    return Stream.concat(
            holdings.stream()
                .map(holding ->
                    "%s: %s (%s)"
                        .formatted(
                            words.name(holding.holder()),
                            words.amount(holding),
                            String.join(", ", holding.objectIds()))),
            notes.stream())
        .toList();
  }
}
