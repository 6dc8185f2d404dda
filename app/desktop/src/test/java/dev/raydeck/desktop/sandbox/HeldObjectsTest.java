package dev.raydeck.desktop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.ObjectHolding;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.Reason;
import dev.raydeck.sandbox.SandboxOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A script in the sandbox's head holds what its task returned: asked over the same wire as a real
/// Ray, its dashboard names the driver for as long as a worker stays for it, and no longer.
class HeldObjectsTest {
  private static final RayClusterRef REF = new RayClusterRef("default", "raycluster-autoscaler");

  @Test
  void namesTheDriverWhileItHoldsAnObjectOnAWorker() {
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(20));
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
      until(session, facts -> facts.head().map(head -> head.pod().isReady()).orElse(false));
      kubectl.configMaps().inNamespace(REF.namespace()).list().getItems().stream()
          .filter(map -> map.getData() != null && map.getData().containsKey("detached_actor.py"))
          .forEach(map -> {
            map.getData().put(HolderScript.NAME, HolderScript.holding(Duration.ofMinutes(5)));
            kubectl.resource(map).update();
          });
      String head = facts(session).head().orElseThrow().pod().name();
      try (ExecWatch running =
          kubectl
              .pods()
              .inNamespace(REF.namespace())
              .withName(head)
              .inContainer("ray-head")
              .writingOutput(new ByteArrayOutputStream())
              .writingError(new ByteArrayOutputStream())
              .exec("python3", HolderScript.PATH)) {
        until(session, facts -> facts.held().stream().anyMatch(HeldObjectsTest::isNamed));
        NodeFacts held = facts(session).held().getFirst();
        Reason.NotBusy busy = (Reason.NotBusy) Objects.requireNonNull(held.held()).reason();
        assertThat(busy.objects())
            .singleElement()
            .returns(20_000_003L, ObjectHolding::bytes)
            .returns(true, ObjectHolding::isOwner)
            .returns(true, ObjectHolding::isPlaced)
            .satisfies(holding ->
                assertThat(holding.holder())
                    .asInstanceOf(InstanceOfAssertFactories.type(ObjectHolder.Driver.class))
                    .returns("python3 " + HolderScript.PATH, ObjectHolder.Driver::entrypoint));
        assertThat(running.exitCode()).isNotDone();
      }
      until(session, facts -> facts.ray() != null && objects(facts) == null);
    }
  }

  private static boolean isNamed(NodeFacts node) {
    Held held = Objects.requireNonNull(node.held());
    return held.cause() == Held.Cause.OBJECT && held.culprit().startsWith("job ");
  }

  private static @Nullable RayObjects objects(ClusterFacts facts) {
    return Objects.requireNonNull(facts.ray()).objects();
  }

  private static ClusterFacts facts(ClusterSession session) {
    return ClusterFacts.of(session.frame());
  }

  private static void until(ClusterSession session, Predicate<ClusterFacts> is) {
    Awaitility.await()
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .atMost(90, TimeUnit.SECONDS)
        .until(() -> is.test(facts(session)));
  }
}
