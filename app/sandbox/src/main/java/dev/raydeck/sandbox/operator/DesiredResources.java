package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Quantity;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the templates ask for in all: a container's request counts, else its limit. The
/// autoscaler's container and init containers are not in the templates and so not in the sum;
/// `replicas` is taken as it stands.
final class DesiredResources {
  private DesiredResources() {}

  static void write(RayCluster cluster, ObjectNode status) {
    status.put("desiredCPU", total(cluster, "cpu"::equals).text());
    status.put("desiredMemory", total(cluster, "memory"::equals).text());
    status.put("desiredGPU", total(cluster, name -> name.endsWith("gpu")).text());
    status.put("desiredTPU", total(cluster, "google.com/tpu"::equals).text());
  }

  private static Quantity total(RayCluster cluster, Predicate<String> wanted) {
    Quantity sum = ofTemplate(cluster.head().path("template"), wanted);
    for (WorkerGroup group : cluster.groups()) {
      sum =
          sum.plus(ofTemplate(group.spec().path("template"), wanted).times(group.unclampedPods()));
    }
    return sum;
  }

  private static Quantity ofTemplate(JsonNode template, Predicate<String> wanted) {
    Quantity sum = Quantity.ZERO;
    for (JsonNode container : Json.entries(Json.at(template, "spec", "containers"))) {
      JsonNode requests = Json.at(container, "resources", "requests");
      JsonNode limits = Json.at(container, "resources", "limits");
      sum = sum.plus(sum(requests, wanted, Json.object())).plus(sum(limits, wanted, requests));
    }
    return sum;
  }

  private static Quantity sum(JsonNode amounts, Predicate<String> wanted, JsonNode counted) {
    Quantity sum = Quantity.ZERO;
    for (var entry : amounts.properties()) {
      if (wanted.test(entry.getKey()) && !counted.has(entry.getKey())) {
        sum = sum.plus(Quantity.parse(entry.getValue().asString("0")));
      }
    }
    return sum;
  }
}
