package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ContextInfo;
import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.model.Health;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.Trouble;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a kubeconfig offers, read without blocking the caller's thread.
public final class ClusterDirectory {
  private final InstantSource clock;

  public ClusterDirectory(InstantSource clock) {
    this.clock = clock;
  }

  /// The contexts of a kubeconfig. Reads files, so not for the FX thread.
  public static List<ContextInfo> contexts(KubeconfigSource source) throws KubeconfigException {
    return Kubeconfigs.of(source).contexts();
  }

  /// Whether there is a kubeconfig at all, a right one or a wrong one. Reads files.
  public static boolean isThere(KubeconfigSource source) {
    try {
      contexts(source);
      return true;
    } catch (KubeconfigException e) {
      return !e.isMissing();
    }
  }

  /// The context of this name, else the current one; empty where there is none or the kubeconfig
  /// cannot be read, which whoever connects with it is told. Reads files.
  public static Optional<ContextInfo> context(KubeconfigSource source, @Nullable String name) {
    try {
      return contexts(source).stream()
          .filter(each -> name == null ? each.isCurrent() : each.name().equals(name))
          .findFirst();
    } catch (KubeconfigException e) {
      return Optional.empty();
    }
  }

  /// The RayClusters of all namespaces, or of the context's own where listing all is forbidden.
  /// Never completes exceptionally for what the world does.
  public CompletableFuture<Listing> rayClusters(ClusterAccess access) {
    CompletableFuture<Listing> future = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("raydeck-directory")
        .start(() -> {
          try {
            future.complete(list(access));
          } catch (RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  private Listing list(ClusterAccess access) {
    try (KubeApi api = Kubeconfigs.of(access.source()).connect(access.context())) {
      try {
        return listing(api.rayClusters(null), null);
      } catch (KubeFailure e) {
        if (e.kind() != KubeFailure.Kind.FORBIDDEN) {
          throw e;
        }
        return listing(api.rayClusters(api.namespace()), api.namespace());
      }
    } catch (KubeconfigException e) {
      return failed(State.LOST, Trouble.other(String.valueOf(e.getMessage())));
    } catch (KubeFailure e) {
      return switch (e.kind()) {
        case UNAUTHORIZED, FORBIDDEN -> failed(State.FORBIDDEN, KubeTrouble.troubleOf(e));
        case NOT_FOUND -> failed(State.ABSENT, Trouble.of(Trouble.Cause.NO_KUBERAY));
        default -> failed(State.LOST, KubeTrouble.troubleOf(e));
      };
    }
  }

  private Listing listing(List<RayCluster> clusters, @Nullable String namespace) {
    Health ok = new Health(State.OK, clock.instant(), "", null);
    return new Listing(clusters.stream().map(ClusterDirectory::row).toList(), ok, namespace);
  }

  private Listing failed(State state, Trouble trouble) {
    Health health = new Health(state, clock.instant(), trouble.quoted(), null, trouble);
    return new Listing(List.of(), health, null);
  }

  private static Listing.Row row(RayCluster cluster) {
    return new Listing.Row(
        new RayClusterRef(cluster.namespace(), cluster.name()),
        cluster.rayVersion(),
        cluster.status().state(),
        cluster.status().desiredWorkerReplicas(),
        cluster.status().readyWorkerReplicas(),
        cluster.enableInTreeAutoscaling(),
        cluster.createdAt());
  }
}
