package dev.raydeck.sandbox;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.kubelet.Kubelet;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// The one Kubernetes node, as kubectl shows it. It has room for whatever is asked.
final class SandboxNode {
  private SandboxNode() {}

  static ObjectNode object(Instant now) {
    ObjectNode node = Json.object().put("apiVersion", "v1").put("kind", "Node");
    ObjectNode metadata = node.putObject("metadata").put("name", Kubelet.NODE);
    metadata.putObject("labels").put("kubernetes.io/hostname", Kubelet.NODE);
    node.putObject("spec");
    ObjectNode status = node.putObject("status");
    for (String list : new String[] {"capacity", "allocatable"}) {
      status.putObject(list).put("cpu", "1000").put("memory", "4Ti").put("pods", "40000");
    }
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True")
        .put("reason", "KubeletReady")
        .put("message", "the sandbox's node is ready")
        .put("lastTransitionTime", EventRecorder.seconds(now));
    status.putArray("addresses").addObject().put("type", "InternalIP").put("address", "10.244.0.1");
    status.putObject("nodeInfo").put("kubeletVersion", "v1.34.2").put("osImage", "sandbox");
    return node;
  }
}
