package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the autoscaler would do with a launch: the engine is asked about the present facts with the
/// new demand added. `fitting` go to workers that run, `launches` are the new workers it brings by
/// group, `first` of them in the next turn.
record LaunchPreview(
    ResourceRequest request,
    int count,
    boolean isDetached,
    int fitting,
    Map<String, Integer> launches,
    Map<String, Integer> first,
    Optional<Verdict> verdict) {

  LaunchPreview {
    launches = Map.copyOf(launches);
    first = Map.copyOf(first);
  }

  static LaunchPreview of(ClusterSnapshot snapshot, LaunchRequest request) {
    ResourceRequest asked =
        new ResourceRequest(
            bundle(request), List.of(LabelField.selector(request.labelSelector())), null);
    RayState ray = snapshot.ray();
    boolean asksNothing = asked.bundle().isEmpty() && request.labelSelector().isEmpty();
    if (ray == null || asksNothing) {
      return new LaunchPreview(
          asked,
          request.count(),
          request.isDetached(),
          request.count(),
          Map.of(),
          Map.of(),
          Optional.empty());
    }
    ScalingDecision before = Autoscaler.explain(snapshot);
    ScalingDecision after = Autoscaler.explain(with(snapshot, ray, asked, request.count()));
    Map<String, Integer> launches = new LinkedHashMap<>(after.launches());
    before.launches().forEach((group, count) -> launches.merge(group, -count, Integer::sum));
    launches.values().removeIf(count -> count <= 0);
    Optional<Verdict> verdict = verdict(after, asked);
    Map<String, Integer> first = new LinkedHashMap<>();
    launches.forEach((group, count) -> first.put(group, Math.min(count, after.asksFor(group))));
    return new LaunchPreview(
        asked,
        request.count(),
        request.isDetached(),
        fitting(verdict, request),
        launches,
        first,
        verdict);
  }

  private static int fitting(Optional<Verdict> verdict, LaunchRequest request) {
    return verdict.stream()
        .flatMap(found -> found.gates().stream())
        .map(Gate::reason)
        .filter(Reason.FitsRunningNodes.class::isInstance)
        .map(reason -> Math.min(request.count(), ((Reason.FitsRunningNodes) reason).placed()))
        .findFirst()
        .orElse(0);
  }

  private static Optional<Verdict> verdict(ScalingDecision decision, ResourceRequest asked) {
    return decision.verdicts().stream()
        .filter(verdict ->
            verdict.subject() instanceof Verdict.Subject.Demand demand
                && demand.demand().request().equals(asked))
        .findFirst();
  }

  private static ResourceBundle bundle(LaunchRequest request) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    put(amounts, "CPU", request.cpus());
    put(amounts, "GPU", request.gpus());
    put(amounts, "memory", (double) request.memoryBytes());
    request.resources().forEach((name, amount) -> put(amounts, name, amount));
    return new ResourceBundle(amounts);
  }

  private static void put(Map<String, Double> amounts, String name, double amount) {
    if (amount > 0) {
      amounts.put(name, amount);
    }
  }

  private static ClusterSnapshot with(
      ClusterSnapshot snapshot, RayState ray, ResourceRequest asked, int count) {
    List<ResourceDemand> demands = new ArrayList<>();
    int sum = count;
    for (ResourceDemand demand : ray.demands()) {
      if (demand.request().equals(asked)) {
        sum += demand.count();
      } else {
        demands.add(demand);
      }
    }
    demands.add(new ResourceDemand(asked, sum));
    RayState more =
        new RayState(
            ray.readAt(),
            ray.sessionName(),
            ray.rayVersion(),
            ray.resourceStateVersion(),
            ray.nodes(),
            demands,
            ray.gangs(),
            ray.constraint(),
            ray.actors(),
            ray.report());
    return new ClusterSnapshot(
        snapshot.takenAt(), snapshot.cluster(), snapshot.pods(), more, snapshot.failures());
  }

  boolean isInfeasible() {
    return verdict.map(found -> found.outcome() == Verdict.Outcome.INFEASIBLE).orElse(false);
  }
}
