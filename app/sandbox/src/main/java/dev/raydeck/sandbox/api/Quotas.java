package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ResourceQuotas: what would exceed one is refused, and their status tells what is used
/// (kubernetes: apiserver/pkg/admission/plugin/resourcequota). Every method wants the store's lock
/// held.
final class Quotas {
  private static final Set<Kind> BY_PLURAL =
      Set.of(
          Kinds.CONFIG_MAPS,
          Kinds.PERSISTENT_VOLUME_CLAIMS,
          Kinds.PODS,
          Kinds.RESOURCE_QUOTAS,
          Kinds.SECRETS,
          Kinds.SERVICES);
  private static final Set<String> PLAIN = Set.of("cpu", "memory", "ephemeral-storage");

  private final Shelves shelves;

  Quotas(Shelves shelves) {
    this.shelves = shelves;
  }

  /// @throws ApiException 403 naming the first quota that has no room for a new object
  void admit(Kind kind, ObjectNode tree) {
    String namespace = Json.text(tree, "metadata", "namespace");
    for (StoredObject quota : in(namespace)) {
      Map<String, Quantity> hard = Amounts.read(quota.tree().path("spec").path("hard"));
      String name = Json.text(tree, "metadata", "name");
      if (kind.equals(Kinds.PODS)) {
        refuseUnsaid(quota, hard, tree, name);
      }
      refuseTooMuch(kind, quota, hard, tree, name);
    }
  }

  private void refuseTooMuch(
      Kind kind, StoredObject quota, Map<String, Quantity> hard, ObjectNode tree, String name) {
    Map<String, Quantity> wanted = usage(kind, tree, hard.keySet());
    Map<String, Quantity> used = used(quota.namespace(), hard.keySet());
    List<String> exceeded =
        wanted.keySet().stream()
            .filter(key -> {
              Quantity limit = hard.getOrDefault(key, Quantity.ZERO);
              Quantity sum = at(used, key).plus(at(wanted, key));
              return sum.value().compareTo(limit.value()) > 0;
            })
            .toList();
    if (!exceeded.isEmpty()) {
      throw ApiException.forbidden(
          kind,
          name,
          "exceeded quota: %s, requested: %s, used: %s, limited: %s"
              .formatted(
                  quota.name(),
                  list(exceeded, wanted),
                  list(exceeded, used),
                  list(exceeded, hard)));
    }
  }

  /// A quota on compute wants every container to say what it takes.
  private static void refuseUnsaid(
      StoredObject quota, Map<String, Quantity> hard, ObjectNode pod, String name) {
    List<String> missing = new ArrayList<>();
    for (String key : hard.keySet()) {
      boolean isLimit = key.startsWith("limits.");
      boolean isCompute = isLimit || key.startsWith("requests.") || PLAIN.contains(key);
      String resource = key.substring(key.indexOf('.') + 1);
      if (isCompute && PLAIN.contains(resource)) {
        String silent =
            Json.entries(Json.at(pod, "spec", "containers")).stream()
                .filter(one ->
                    !Amounts.ofContainer(one, isLimit ? "limits" : "requests")
                        .containsKey(resource))
                .map(one -> Json.text(one, "name"))
                .collect(Collectors.joining(","));
        if (!silent.isEmpty()) {
          missing.add(key + " for: " + silent);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw ApiException.forbidden(
          Kinds.PODS,
          name,
          "failed quota: %s: must specify %s".formatted(quota.name(), String.join("; ", missing)));
    }
  }

  /// Brings the quotas' status up to date after a change of this object.
  void recount(StoreEvent.Type type, StoredObject changed) {
    boolean isCounted =
        type != StoreEvent.Type.MODIFIED
            || changed.kind().equals(Kinds.RESOURCE_QUOTAS)
            || changed.kind().equals(Kinds.PODS);
    if (!isCounted || !changed.kind().namespaced()) {
      return;
    }
    for (StoredObject quota : in(changed.namespace())) {
      ObjectNode tree = quota.tree();
      Map<String, Quantity> hard = Amounts.read(tree.path("spec").path("hard"));
      ObjectNode status = Json.child(tree, "status");
      status.set("hard", tree.path("spec").path("hard").deepCopy());
      ObjectNode used = status.putObject("used");
      Map<String, Quantity> counted = used(changed.namespace(), hard.keySet());
      hard.keySet().forEach(key -> used.put(key, at(counted, key).text()));
      if (!Json.same(tree, quota.tree())) {
        shelves.commit(Kinds.RESOURCE_QUOTAS, StoreEvent.Type.MODIFIED, tree, quota);
      }
    }
  }

  private List<StoredObject> in(String namespace) {
    return namespace.isEmpty()
        ? List.of()
        : List.copyOf(shelves.of(Kinds.RESOURCE_QUOTAS).objects(namespace));
  }

  private Map<String, Quantity> used(String namespace, Set<String> keys) {
    Map<String, Quantity> sum = new TreeMap<>();
    for (Kind kind : Kinds.all()) {
      if (kind.namespaced() && isCounted(kind, keys)) {
        for (StoredObject object : shelves.of(kind).objects(namespace)) {
          usage(kind, object.tree(), keys)
              .forEach((key, amount) -> sum.merge(key, amount, Quantity::plus));
        }
      }
    }
    return sum;
  }

  private static boolean isCounted(Kind kind, Set<String> keys) {
    return kind.equals(Kinds.PODS)
        || keys.contains(countKey(kind))
        || (BY_PLURAL.contains(kind) && keys.contains(kind.plural()));
  }

  private static Map<String, Quantity> usage(Kind kind, JsonNode object, Set<String> keys) {
    Map<String, Quantity> usage = new TreeMap<>();
    if (kind.equals(Kinds.PODS) && isOver(object)) {
      return usage;
    }
    Quantity one = Quantity.parse("1");
    usage.put(countKey(kind), one);
    if (BY_PLURAL.contains(kind)) {
      usage.put(kind.plural(), one);
    }
    if (kind.equals(Kinds.PODS)) {
      Amounts.requests(object)
          .forEach((resource, amount) -> {
            usage.put("requests." + resource, amount);
            if (PLAIN.contains(resource)) {
              usage.put(resource, amount);
            }
          });
      Amounts.limits(object).forEach((resource, amount) -> usage.put("limits." + resource, amount));
    }
    usage.keySet().retainAll(keys);
    return usage;
  }

  private static boolean isOver(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    return phase.equals("Failed") || phase.equals("Succeeded");
  }

  private static String countKey(Kind kind) {
    return "count/" + kind.qualifiedPlural();
  }

  private static Quantity at(Map<String, Quantity> amounts, String key) {
    @Nullable Quantity amount = amounts.get(key);
    return amount == null ? Quantity.ZERO : amount;
  }

  private static String list(List<String> keys, Map<String, Quantity> amounts) {
    return keys.stream()
        .map(key -> key + "=" + at(amounts, key).text())
        .collect(Collectors.joining(","));
  }
}
