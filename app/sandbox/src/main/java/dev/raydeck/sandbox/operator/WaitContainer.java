package dev.raydeck.sandbox.operator;

import dev.raydeck.sandbox.api.Json;
import tools.jackson.databind.node.ObjectNode;

/// The init container of workers: it asks the head's GCS until it answers.
final class WaitContainer {
  private WaitContainer() {}

  /// @param ray the Ray container before it is completed
  static ObjectNode of(RayCluster cluster, ObjectNode ray) {
    String address = cluster.address() + ":" + cluster.gcsPort();
    ObjectNode container = Json.object().put("name", "wait-gcs-ready");
    for (String member :
        new String[] {"image", "imagePullPolicy", "securityContext", "env", "volumeMounts"}) {
      if (ray.has(member)) {
        container.set(member, ray.get(member).deepCopy());
      }
    }
    container.putArray("command").add("/bin/bash").add("-c").add("--");
    container
        .putArray("args")
        .add(
            "until ray health-check --address "
                + address
                + "; do echo \"$SECONDS s: no GCS at "
                + address
                + " yet\"; sleep 5; done");
    RayContainer.put(container, "FQ_RAY_IP", cluster.address());
    RayContainer.put(container, "RAY_IP", cluster.headService());
    ObjectNode resources = container.putObject("resources");
    resources.putObject("limits").put("cpu", "200m").put("memory", "256Mi");
    resources.putObject("requests").put("cpu", "200m").put("memory", "256Mi");
    return container;
  }
}
