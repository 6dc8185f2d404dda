package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RayClusterReaderTest {
  @Test
  void readsWhatRayAndTheOperatorRead() {
    RayCluster cluster =
        read(
            """
            apiVersion: ray.io/v1
            kind: RayCluster
            metadata:
              {name: c, namespace: n, uid: u, resourceVersion: "7", generation: 3, creationTimestamp: "2026-11-24T12:00:00Z"}
            spec:
              rayVersion: 2.58.0
              enableInTreeAutoscaling: true
              autoscalerOptions: {upscalingMode: Conservative, idleTimeoutSeconds: 30}
              headGroupSpec:
                rayStartParams: {num-cpus: "0"}
                template: {spec: {containers: [{name: h, image: "ray:1", resources: {limits: {cpu: 1, memory: 2Gi}}}]}}
              workerGroupSpecs:
              - groupName: g
                replicas: 2
                minReplicas: 1
                maxReplicas: 99999999999
                idleTimeoutSeconds: 0
                scaleStrategy: {workersToDelete: [w1]}
                template: {spec: {nodeSelector: {a: b}, containers: [{name: w, resources: {requests: {cpu: 500m}}}]}}
            status: {state: ready, desiredWorkerReplicas: 2, head: {podName: c-head-x}}
            """);
    assertThat(cluster.createdAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    assertThat(cluster.resourceVersion()).isEqualTo("7");
    assertThat(cluster.options().isConservative()).isTrue();
    assertThat(cluster.options().idleTimeoutSeconds()).isEqualTo(30);
    assertThat(cluster.head().limits()).containsEntry("cpu", "1").containsEntry("memory", "2Gi");
    assertThat(cluster.status().headPodName()).isEqualTo("c-head-x");
    WorkerGroup group = cluster.groups().getFirst();
    assertThat(group.maxReplicas()).isEqualTo(Integer.MAX_VALUE);
    assertThat(group.idleTimeoutSeconds()).isZero();
    assertThat(group.workersToDelete()).isEqualTo(List.of("w1"));
    assertThat(group.template().nodeSelector()).containsEntry("a", "b");
    assertThat(group.template().requests()).containsEntry("cpu", "500m");
  }

  @Test
  void takesEveryFieldAsOptional() {
    RayCluster cluster =
        read(
            """
            apiVersion: ray.io/v1
            kind: RayCluster
            metadata: {name: c, namespace: n}
            spec: {workerGroupSpecs: [{groupName: g}]}
            """);
    assertThat(cluster.enableInTreeAutoscaling()).isFalse();
    assertThat(cluster.options().idleTimeoutSeconds()).isNull();
    assertThat(cluster.status()).isEqualTo(RayCluster.Status.EMPTY);
    assertThat(cluster.groups().getFirst().numOfHosts()).isEqualTo(1);
    assertThat(cluster.groups().getFirst().maxReplicas()).isEqualTo(Integer.MAX_VALUE);
  }

  private static RayCluster read(String yaml) {
    return RayClusterReader.read(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
  }
}
