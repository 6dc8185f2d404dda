package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;

/// Of a Pod only what is shown is kept in memory: thirty thousand of them are.
class PodPartsTest {
  private static final String POD =
      """
      {
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": {
          "name": "worker-8hxg4",
          "uid": "a1",
          "resourceVersion": "7",
          "labels": {"ray.io/group": "small-group"},
          "annotations": {"note": "long"},
          "managedFields": [{"manager": "kuberay-operator", "operation": "Update"}],
          "ownerReferences": [
            {"kind": "RayCluster", "name": "llm", "uid": "b2", "apiVersion": "ray.io/v1"}
          ]
        },
        "spec": {
          "nodeName": "k8s-1",
          "serviceAccountName": "ray",
          "tolerations": [{"key": "gpu"}],
          "volumes": [{"name": "shm", "emptyDir": {}}],
          "affinity": {"podAffinity": {}},
          "containers": [
            {
              "name": "ray-worker",
              "image": "ray:2.52.0",
              "args": ["ulimit"],
              "livenessProbe": {"periodSeconds": 5},
              "resources": {"limits": {"cpu": "1"}},
              "volumeMounts": [{"name": "shm", "mountPath": "/dev/shm"}],
              "env": [
                {"name": "RAY_ADDRESS", "value": "head:6379"},
                {
                  "name": "TOKEN",
                  "valueFrom": {"secretKeyRef": {"name": "ray-auth", "key": "token"}}
                },
                {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}
              ]
            }
          ],
          "initContainers": [
            {"name": "wait-gcs-ready", "image": "ray:2.52.0", "restartPolicy": "Always"}
          ]
        },
        "status": {
          "phase": "Running",
          "podIP": "10.0.0.7",
          "qosClass": "Guaranteed",
          "hostIP": "10.1.0.1",
          "conditions": [{"type": "Ready", "status": "True"}],
          "containerStatuses": [
            {
              "name": "ray-worker",
              "ready": true,
              "restartCount": 2,
              "started": true,
              "imageID": "sha256:1",
              "containerID": "containerd://1",
              "state": {"running": {"startedAt": "2026-11-24T14:00:00Z"}},
              "lastState": {"terminated": {"exitCode": 1}}
            }
          ]
        }
      }
      """;

  private static final Pod READ = PodParts.SERIALIZATION.unmarshal(POD, Pod.class);

  @Test
  void keepsWhatIsShown() {
    assertThat(READ.getMetadata().getName()).isEqualTo("worker-8hxg4");
    assertThat(READ.getMetadata().getUid()).isEqualTo("a1");
    assertThat(READ.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(READ.getMetadata().getLabels()).containsEntry("ray.io/group", "small-group");
    assertThat(READ.getSpec().getNodeName()).isEqualTo("k8s-1");
    assertThat(READ.getSpec().getInitContainers().getFirst())
        .returns("wait-gcs-ready", Container::getName)
        .returns("Always", Container::getRestartPolicy);
    assertThat(worker().getEnv())
        .extracting(EnvVar::getName)
        .containsExactly("RAY_ADDRESS", "TOKEN", "IP");
    assertThat(worker().getEnv().get(1).getValueFrom().getSecretKeyRef().getName())
        .isEqualTo("ray-auth");
    assertThat(READ.getStatus().getPhase()).isEqualTo("Running");
    assertThat(READ.getStatus().getPodIP()).isEqualTo("10.0.0.7");
    assertThat(READ.getStatus().getConditions()).hasSize(1);
    assertThat(READ.getStatus().getContainerStatuses().getFirst().getRestartCount()).isEqualTo(2);
    assertThat(READ.getStatus().getContainerStatuses().getFirst().getState().getRunning())
        .isNotNull();
  }

  private static Container worker() {
    return READ.getSpec().getContainers().getFirst();
  }

  @Test
  void keepsNothingElse() {
    assertThat(READ.getMetadata().getManagedFields()).isEmpty();
    assertThat(READ.getMetadata().getAnnotations()).isEmpty();
    assertThat(READ.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(READ.getSpec().getVolumes()).isEmpty();
    assertThat(READ.getSpec().getTolerations()).isEmpty();
    assertThat(READ.getSpec().getAffinity()).isNull();
    assertThat(READ.getSpec().getServiceAccountName()).isNull();
    assertThat(worker().getImage()).isNull();
    assertThat(worker().getArgs()).isEmpty();
    assertThat(worker().getResources()).isNull();
    assertThat(worker().getLivenessProbe()).isNull();
    assertThat(worker().getVolumeMounts()).isEmpty();
    assertThat(worker().getEnv().get(2).getValueFrom().getFieldRef()).isNull();
    assertThat(READ.getStatus().getQosClass()).isNull();
    assertThat(READ.getStatus().getHostIP()).isNull();
    assertThat(READ.getStatus().getContainerStatuses().getFirst().getImageID()).isNull();
    assertThat(READ.getStatus().getContainerStatuses().getFirst().getLastState()).isNull();
  }

  /// What is left out is not kept aside either, where the library puts what it does not know.
  @Test
  void keepsNothingAside() {
    assertThat(READ.getAdditionalProperties()).isEmpty();
    assertThat(READ.getMetadata().getAdditionalProperties()).isEmpty();
    assertThat(READ.getSpec().getAdditionalProperties()).isEmpty();
    assertThat(READ.getStatus().getAdditionalProperties()).isEmpty();
    assertThat(worker().getAdditionalProperties()).isEmpty();
    String written = PodParts.SERIALIZATION.asJson(READ);
    assertThat(written)
        .contains("small-group")
        .doesNotContain("kuberay-operator", "gpu", "shm", "sha256", "ulimit", "containerd");
  }
}
