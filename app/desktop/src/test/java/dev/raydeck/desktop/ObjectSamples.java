package dev.raydeck.desktop;

import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An object as the API server would give it.
final class ObjectSamples {
  private static final String CLUSTER =
      """
      apiVersion: ray.io/v1
      kind: RayCluster
      metadata:
        name: raycluster-autoscaler
        namespace: default
        resourceVersion: "18442"
        uid: 5a2ff1a6-6b34-4a0c-9b9c-0e7f5ab1d6ce
      spec:
        autoscalerOptions:
          idleTimeoutSeconds: 60
          imagePullPolicy: IfNotPresent
          resources:
            limits:
              cpu: 500m
              memory: 512Mi
          upscalingMode: Default
        enableInTreeAutoscaling: true
        rayVersion: 2.52.0
        workerGroupSpecs:
        - groupName: small-group
          maxReplicas: 10
          minReplicas: 0
          replicas: 4
          rayStartParams: {}
          scaleStrategy:
            workersToDelete:
            - raycluster-autoscaler-small-group-worker-d2mfr
      status:
        state: ready
        availableWorkerReplicas: 4
      """;

  private ObjectSamples() {}

  static ObjectView view(ObjectRef ref, Instant now) {
    List<String> texts = CLUSTER.lines().toList();
    List<ObjectView.Line> lines = new ArrayList<>();
    var kubectl = new ObjectView.Writer("kubectl", "Apply", "", now.minusSeconds(4_000));
    var autoscaler = new ObjectView.Writer("autoscaler", "Update", "", now.minusSeconds(12));
    var operator = new ObjectView.Writer("ray-operator", "Update", "status", now.minusSeconds(9));
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      ObjectView.Writer by =
          i >= 28 ? operator : i >= 19 && i < 28 ? autoscaler : i >= 8 && i < 18 ? kubectl : null;
      lines.add(new ObjectView.Line(text, below(texts, i), by));
    }
    return new ObjectView(
        ref,
        "18442",
        lines,
        true,
        List.of(
            new ObjectView.Condition(
                "HeadPodReady", "True", "HeadPodRunningAndReady", "", now.minusSeconds(3_600)),
            new ObjectView.Condition(
                "RayClusterProvisioned",
                "True",
                "AllPodRunningAndReadyFirstTime",
                "All Ray Pods are ready for the first time",
                now.minusSeconds(3_500)),
            new ObjectView.Condition(
                "RayClusterSuspending", "False", "RayClusterSuspending", "", null)),
        List.of(
            new ObjectView.Event(
                now.minusSeconds(9),
                false,
                "DeletedWorkerPod",
                "Deleted pod default/raycluster-autoscaler-small-group-worker-d2mfr",
                "raycluster-controller",
                1),
            new ObjectView.Event(
                now.minusSeconds(300),
                true,
                "FailedToCreateWorkerPod",
                "pods is forbidden: exceeded quota: compute, requested: limits.cpu=1",
                "raycluster-controller",
                7)),
        null);
  }

  private static int below(List<String> texts, int at) {
    int depth = depth(texts.get(at));
    boolean isItem = texts.get(at).strip().startsWith("- ");
    int below = 0;
    for (int i = at + 1; i < texts.size(); i++) {
      boolean isOwnItem =
          !isItem && depth(texts.get(i)) == depth && texts.get(i).strip().startsWith("- ");
      if (depth(texts.get(i)) <= depth && !isOwnItem) {
        break;
      }
      below++;
    }
    return below;
  }

  private static int depth(String text) {
    return text.length() - text.stripLeading().length();
  }
}
