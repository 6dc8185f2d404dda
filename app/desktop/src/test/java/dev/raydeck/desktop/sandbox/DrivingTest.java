package dev.raydeck.desktop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Trouble;
import dev.raydeck.sandbox.SandboxOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Taking the wheel of a cluster that Ray's own autoscaler drove: not while it drives, nor while a
/// head Pod made with it is there.
class DrivingTest {
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster-autoscaler");

  @Test
  void drivesOnlyWhenTheInTreeAutoscalerIsOffAndGone() {
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(30));
        KubernetesClient kubectl =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(host.kubeconfig()))
                .build();
        ClusterSession session =
            ClusterSession.open(
                new ClusterAccess(new KubeconfigSource.Text(host.kubeconfig()), null),
                REF,
                SessionSettings.observing(host.clock()),
                frame -> {})) {
      until(session, snapshot -> snapshot.ray() != null && head(snapshot).isReady());
      assertThat(drive(session).refusal()).isEqualTo(Trouble.of(Trouble.Cause.IN_TREE));

      kubectl
          .genericKubernetesResources("ray.io/v1", "RayCluster")
          .inNamespace(REF.namespace())
          .withName(REF.name())
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\":{\"enableInTreeAutoscaling\":false}}");
      until(session, snapshot -> !snapshot.cluster().enableInTreeAutoscaling());
      assertThat(drive(session).refusal()).isEqualTo(Trouble.of(Trouble.Cause.IN_TREE_LEFT));

      String old = head(seen(session)).name();
      kubectl.pods().inNamespace(REF.namespace()).withName(old).delete();
      until(
          session,
          snapshot ->
              !head(snapshot).name().equals(old)
                  && head(snapshot).isReady()
                  && snapshot.ray() != null
                  && snapshot.ray().nodes().stream().anyMatch(RayNode::isAlive));
      assertThat(head(seen(session)).containers()).hasSize(1);
      assertThat(drive(session).isRefused()).isFalse();

      assertThat(session.launch(LaunchRequest.oneCpu("actor1")).join().launched())
          .isEqualTo(List.of("actor1"));
      until(
          session,
          snapshot ->
              snapshot.pods().stream()
                  .anyMatch(pod -> pod.kind() == NodeKind.WORKER && pod.isReady()));
      assertThat(session.frame().mode()).isEqualTo(Mode.DRIVE);
    }
  }

  private static ModeChange drive(ClusterSession session) {
    return session.mode(Mode.DRIVE).join();
  }

  private static ClusterSnapshot seen(ClusterSession session) {
    ClusterSnapshot snapshot = session.frame().snapshot();
    assertThat(snapshot).isNotNull();
    return java.util.Objects.requireNonNull(snapshot);
  }

  private static RayPod head(ClusterSnapshot snapshot) {
    return snapshot.pods().stream()
        .filter(pod -> pod.kind() == NodeKind.HEAD && !pod.isTerminating())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no head in " + snapshot.pods()));
  }

  private static void until(ClusterSession session, Predicate<ClusterSnapshot> is) {
    Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(() -> is.test(seen(session)));
  }
}
