package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Scheduling requests by seed, full of ties, look-alikes, odd labels and every status.
final class RandomRequests {
  private static final List<String> RESOURCES =
      List.of("CPU", "GPU", "memory", "disk", "node:__internal_implicit_resource_a");
  private static final List<String> LABELS = List.of("zone", "family", "_PG_1");
  private static final List<String> VALUES = List.of("a", "b", "");

  private final Random random;
  private final List<NodeType> types = new ArrayList<>();

  private RandomRequests(long seed) {
    this.random = new Random(seed);
  }

  static SchedulingRequest of(long seed) {
    return new RandomRequests(seed).request();
  }

  private SchedulingRequest request() {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      types.add(type("t" + i));
    }
    List<Candidate> instances = new ArrayList<>();
    int nodes = random.nextInt(25);
    for (int i = 0; i < nodes; i++) {
      instances.add(instance(i));
    }
    boolean checks = chance(6);
    return new SchedulingRequest(
        types,
        chance(3) ? null : random.nextInt(30),
        chance(4) ? null : (double) random.nextInt(100),
        checks,
        !chance(4),
        shares(),
        shares(),
        instances,
        demands(4),
        gangs(),
        chance(3) ? demands(2) : List.of());
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private NodeType type(String name) {
    int min = chance(4) ? random.nextInt(3) : 0;
    return new NodeType(
        name,
        capacity(),
        min,
        min + random.nextInt(8),
        labels(),
        chance(4) ? (double) random.nextInt(60) : null,
        chance(5) ? random.nextInt(3) - 1 : 0,
        chance(4) ? "new" : "");
  }

  private ResourceBundle capacity() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put("CPU", (double) (1 << random.nextInt(5)));
    if (chance(3)) {
      amounts.put("GPU", (double) random.nextInt(3));
    }
    if (chance(2)) {
      amounts.put("memory", 1e9 * (1 + random.nextInt(4)));
    }
    if (chance(4)) {
      amounts.put("disk", (double) random.nextInt(4));
    }
    return new ResourceBundle(amounts);
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    while (chance(3)) {
      labels.put(pick(LABELS.subList(0, chance(8) ? 3 : 2)), pick(VALUES));
    }
    return labels;
  }

  private Candidate instance(int number) {
    NodeType type = pick(types);
    InstanceStatus status =
        chance(3) ? pick(List.of(InstanceStatus.values())) : InstanceStatus.RAY_RUNNING;
    boolean isHead = number == 0 && chance(2);
    return new Candidate(
        "i-" + number,
        chance(60) ? "gone" : type.name(),
        status,
        isHead ? NodeKind.HEAD : NodeKind.WORKER,
        chance(3) ? "old" : "new",
        chance(20) ? null : node(number, type));
  }

  private RayNode node(int number, NodeType type) {
    Map<String, Double> total = new LinkedHashMap<>(type.resources().amounts());
    if (chance(2)) {
      total.put("node:10.0.0." + number, 1.0);
    }
    if (chance(4)) {
      total.put("object_store_memory", 4e8);
    }
    if (chance(10)) {
      total.put("node:__internal_implicit_resource_a", 1.0);
    }
    Map<String, Double> free = new LinkedHashMap<>(total);
    free.replaceAll(
        (name, all) -> chance(3) && !name.startsWith("node:1") ? all * random.nextInt(5) / 4 : all);
    free.values().removeIf(left -> left == 0 && chance(2));
    if (chance(100)) {
      free.merge("CPU", 1.0 + random.nextInt(16), Double::sum);
    }
    boolean isIdle = chance(2);
    return new RayNode(
        "ray-" + number,
        "",
        type.name(),
        RayNode.Status.RUNNING,
        new ResourceBundle(total),
        new ResourceBundle(free),
        Duration.ofMillis(isIdle ? random.nextInt(200_000) : 0),
        chance(2) ? type.labels() : labels(),
        chance(6) ? Map.of("_PG_" + random.nextInt(2), chance(30) ? "x" : "") : Map.of(),
        List.of(),
        "");
  }

  private Map<String, Double> shares() {
    Map<String, Double> shares = new HashMap<>();
    if (chance(4)) {
      types.forEach(type -> shares.put(type.name(), random.nextInt(5) / 4.0));
    }
    return shares;
  }

  private List<ResourceDemand> demands(int most) {
    List<ResourceDemand> demands = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      demands.add(
          new ResourceDemand(new ResourceRequest(bundle(), selectors(), null), random.nextInt(20)));
    }
    return demands;
  }

  private ResourceBundle bundle() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    int kinds = chance(12) ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < kinds; i++) {
      String name = i == 0 && !chance(4) ? "CPU" : pick(RESOURCES);
      double amount = pick(List.of(0.0, 0.1, 0.5, 1.0, 1.0, 2.0, 3.0, 4.0));
      amounts.put(name, name.equals("memory") ? amount * 5e8 : amount);
    }
    return new ResourceBundle(amounts);
  }

  private List<LabelSelector> selectors() {
    List<LabelSelector> selectors = new ArrayList<>();
    while (selectors.size() < 3 && chance(4)) {
      List<LabelConstraint> constraints = new ArrayList<>();
      while (constraints.size() < 2 && !chance(3)) {
        Operator operator = chance(2) ? Operator.IN : Operator.NOT_IN;
        String key = pick(LABELS.subList(0, chance(6) ? 3 : 2));
        constraints.add(new LabelConstraint(key, operator, List.of(pick(VALUES), pick(VALUES))));
      }
      selectors.add(new LabelSelector(constraints));
    }
    return selectors;
  }

  private List<GangDemand> gangs() {
    List<GangDemand> gangs = new ArrayList<>();
    for (int g = random.nextInt(4); g > 0; g--) {
      List<ResourceRequest> requests = new ArrayList<>();
      PlacementConstraint constraint = constraint();
      for (int i = random.nextInt(4); i >= 0; i--) {
        ResourceRequest one = new ResourceRequest(bundle(), selectors(), constraint);
        for (int n = random.nextInt(3); n >= 0; n--) {
          requests.add(one);
        }
      }
      gangs.add(new GangDemand(requests, ""));
    }
    return gangs;
  }

  private @Nullable PlacementConstraint constraint() {
    String name = "_PG_" + random.nextInt(2);
    return switch (random.nextInt(3)) {
      case 0 -> new PlacementConstraint(PlacementConstraint.Kind.AFFINITY, name, "");
      case 1 -> new PlacementConstraint(PlacementConstraint.Kind.ANTI_AFFINITY, name, "");
      default -> null;
    };
  }
}
