package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The operator's rounds, seen in what it makes, tells and writes. Events and status as recorded
/// from operator 1.5.0 (lab-guide).
class OperatorTest {
  @Test
  void makesTheObjectsOfAClusterInOrderAndTellsEach() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("1S");
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .containsExactly(
              "Normal CreatedServiceAccount Created service account default/raycluster-autoscaler",
              "Normal CreatedRole Created role default/raycluster-autoscaler",
              "Normal CreatedRoleBinding Created role binding default/raycluster-autoscaler",
              "Normal CreatedService Created service default/raycluster-autoscaler-head-svc",
              "Normal CreatedHeadPod Created head Pod default/HEAD");
      for (Kind kind :
          List.of(Kinds.SERVICE_ACCOUNTS, Kinds.ROLES, Kinds.ROLE_BINDINGS, Kinds.PODS)) {
        List<ObjectNode> made =
            world.store.list(kind, "default").stream()
                .filter(object -> SteppedWorld.name(object).startsWith(SteppedWorld.CLUSTER))
                .toList();
        assertThat(made).as("%s", kind.plural()).hasSize(1);
        ObjectNode owner =
            (ObjectNode) made.getFirst().path("metadata").path("ownerReferences").path(0);
        assertThat(Json.text(owner, "uid"))
            .isEqualTo(Json.text(world.rayCluster(), "metadata", "uid"));
        assertThat(owner.path("controller").asBoolean()).isTrue();
        assertThat(owner.path("blockOwnerDeletion").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void writesTheStatusOfACoveredHeadAndNoZeroCounters() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("1S");
      assertThat(world.status("state")).isEqualTo("absent");
      assertThat(world.condition("HeadPodReady")).startsWith("False ");
      assertThat(world.condition("RayClusterProvisioned"))
          .isEqualTo("False RayClusterPodsProvisioning");

      world.pass("15S");
      assertThat(world.status("state")).isEqualTo("ready");
      assertThat(world.condition("HeadPodReady")).isEqualTo("True HeadPodRunningAndReady");
      assertThat(world.condition("RayClusterProvisioned"))
          .isEqualTo("True AllPodRunningAndReadyFirstTime");
      assertThat(world.condition("RayClusterSuspending")).isEqualTo("False RayClusterSuspending");
      assertThat(world.condition("RayClusterSuspended")).isEqualTo("False RayClusterSuspended");
      assertThat(world.condition("ReplicaFailure")).isEqualTo("absent");
      for (String zero :
          List.of("desiredWorkerReplicas", "availableWorkerReplicas", "readyWorkerReplicas")) {
        assertThat(world.status(zero)).as("%s", zero).isEqualTo("absent");
      }
      assertThat(world.status("maxWorkerReplicas")).isEqualTo("10");
      assertThat(world.status("desiredCPU")).isEqualTo("1");
      assertThat(world.status("desiredMemory")).isEqualTo("2Gi");
      assertThat(world.status("desiredGPU")).isEqualTo("0");
      ObjectNode head = (ObjectNode) world.rayCluster().path("status").path("head");
      assertThat(Json.text(head, "podName")).isEqualTo(SteppedWorld.name(world.head()));
      assertThat(Json.text(head, "serviceName")).isEqualTo("raycluster-autoscaler-head-svc");
      assertThat(Json.text(head, "podIP"))
          .isEqualTo(Json.text(world.head(), "status", "podIP"))
          .isNotEmpty();
    }
  }

  @Test
  void makesWorkersForReplicasAndCountsThem() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(2);
      world.pass("0.1S");
      assertThat(world.pods("worker")).hasSize(2);
      world.pass("13S");
      assertThat(world.getPods())
          .containsExactly("head 2/2 Running 0", "worker 1/1 Running 0", "worker 1/1 Running 0");
      assertThat(world.status("desiredWorkerReplicas")).isEqualTo("2");
      assertThat(world.status("availableWorkerReplicas")).isEqualTo("2");
      assertThat(world.status("readyWorkerReplicas")).isEqualTo("2");
      assertThat(world.status("desiredCPU")).isEqualTo("3");
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .filteredOn(line -> line.contains("WorkerPod"))
          .containsExactly(
              "Normal CreatedWorkerPod Created worker Pod default/WORKER",
              "Normal CreatedWorkerPod Created worker Pod default/WORKER");
    }
  }

  @Test
  void deletesTheNamedWorkerAndFreezesItsGroupUntilThatIsGone() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(2);
      world.pass("13S");
      String named = SteppedWorld.name(world.pods("worker").get(1));
      world.scale(1, named);
      world.pass("0.1S");
      assertThat(world.pods("worker"))
          .filteredOn(pod -> pod.path("metadata").has("deletionTimestamp"))
          .extracting(SteppedWorld::name)
          .containsExactly(named);
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .endsWith("Normal DeletedWorkerPod Deleted pod default/WORKER");

      world.scale(5, named);
      world.pass("0.2S");
      assertThat(world.pods("worker")).as("frozen while one is going").hasSize(2);
      world.pass("3S");
      assertThat(world.pods("worker")).hasSize(5);
      assertThat(world.pods("worker")).extracting(SteppedWorld::name).doesNotContain(named);
    }
  }

  @Test
  void leavesWorkersToTheAutoscalerWhereThatIsOn() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(2);
      world.pass("13S");
      world.scale(0);
      world.pass("1M");
      assertThat(world.pods("worker")).hasSize(2);
      assertThat(world.status("desiredWorkerReplicas")).isEqualTo("absent");
      assertThat(world.status("availableWorkerReplicas")).isEqualTo("2");
    }
  }

  @Test
  void deletesWhateverIsTooMuchWithoutAnAutoscaler() {
    try (SteppedWorld world =
        SteppedWorld.guide("enableInTreeAutoscaling: true", "enableInTreeAutoscaling: false")) {
      world.pass("16S");
      world.scale(2);
      world.pass("13S");
      world.scale(0);
      world.pass("3S");
      assertThat(world.pods("worker")).isEmpty();
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .filteredOn(line -> line.contains("Deleted"))
          .containsExactly(
              "Normal DeletedWorkerPod Deleted Pod default/WORKER",
              "Normal DeletedWorkerPod Deleted Pod default/WORKER");
      assertThat(world.getPods()).containsExactly("head 1/1 Running 0");
    }
  }

  @Test
  void clampsReplicasToTheGroupsBounds() {
    try (SteppedWorld world = SteppedWorld.guide("maxReplicas: 10", "maxReplicas: 3")) {
      world.pass("16S");
      world.scale(9);
      world.pass("1S");
      assertThat(world.pods("worker")).hasSize(3);
      assertThat(world.status("desiredWorkerReplicas")).isEqualTo("3");
      assertThat(world.status("desiredCPU")).as("replicas as they stand").isEqualTo("10");
    }
  }

  @Test
  void suspendsInTwoStepsAndResumesOnAnExplicitFalse() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.change(spec -> spec.put("suspend", true));
      world.pass("1S");
      assertThat(world.condition("RayClusterSuspending")).isEqualTo("True RayClusterSuspending");
      world.pass("3S");
      assertThat(world.getPods()).containsExactly("head 1/2 Terminating 0");
      assertThat(world.status("state")).as("it latches").isEqualTo("ready");

      world.pass("40S");
      assertThat(world.getPods()).isEmpty();
      assertThat(world.status("state")).isEqualTo("suspended");
      assertThat(world.condition("RayClusterSuspended")).isEqualTo("True RayClusterSuspended");
      assertThat(world.condition("RayClusterProvisioned"))
          .isEqualTo("False RayClusterPodsProvisioning");
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .contains(
              "Normal DeletedPod Deleted Pods for RayCluster default/raycluster-autoscaler due to suspension");

      world.change(spec -> spec.remove("suspend"));
      world.pass("10S");
      assertThat(world.getPods()).as("taking the field away is not enough").isEmpty();
      world.change(spec -> spec.put("suspend", false));
      world.pass("20S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0");
      assertThat(world.status("state")).isEqualTo("ready");
    }
  }

  @Test
  void makesANewHeadForADeletedOneAndKeepsTheState() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      String first = SteppedWorld.name(world.head());
      world.store.delete(Kinds.PODS, "default", first, 2);
      world.pass("5S");
      assertThat(world.pods("head")).extracting(SteppedWorld::name).doesNotContain(first);
      assertThat(world.status("state")).isEqualTo("ready");
      assertThat(world.condition("HeadPodReady")).startsWith("False ");
      world.pass("15S");
      assertThat(world.getPods()).containsExactly("head 2/2 Running 0");
      assertThat(world.condition("HeadPodReady")).isEqualTo("True HeadPodRunningAndReady");
    }
  }

  @Test
  void takesEverythingAlongWhenTheClusterIsDeleted() {
    try (SteppedWorld world = SteppedWorld.guide()) {
      world.pass("16S");
      world.scale(1);
      world.pass("13S");
      world.store.delete(Kinds.RAY_CLUSTERS, "default", SteppedWorld.CLUSTER, null);
      world.pass("40S");
      assertThat(world.getPods()).isEmpty();
      assertThat(world.store.find(Kinds.SERVICES, "default", "raycluster-autoscaler-head-svc"))
          .isEmpty();
      assertThat(world.store.find(Kinds.ROLES, "default", SteppedWorld.CLUSTER)).isEmpty();
    }
  }

  @Test
  void refusesABadNameWithOneEventAndTouchesNothing() {
    try (SteppedWorld world =
        SteppedWorld.guide("name: raycluster-autoscaler\n", "name: 1raycluster\n")) {
      world.pass("30S");
      assertThat(world.events(Kinds.RAY_CLUSTERS))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("Warning InvalidRayClusterMetadata ");
      assertThat(world.getPods()).isEmpty();
    }
  }
}
