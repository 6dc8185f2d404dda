package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ContextInfo;
import dev.raydeck.cluster.kube.KubeconfigException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a kubeconfig offers, read without blocking the caller's thread.
public final class ClusterDirectory {
  private final InstantSource clock;

  public ClusterDirectory(InstantSource clock) {
    this.clock = clock;
  }

  /// The contexts of a kubeconfig. Reads files, so not for the FX thread.
  public static List<ContextInfo> contexts(KubeconfigSource source) throws KubeconfigException {
    if (source instanceof KubeconfigSource.Default) {
      return List.of();
    }
    throw new KubeconfigException(source.toString(), 0, "not read yet", "", null);
  }

  /// The RayClusters of all namespaces, or of the context's own where listing all is forbidden. Never
  /// completes exceptionally for what the world does.
  public CompletableFuture<Listing> rayClusters(ClusterAccess access) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException(access + " " + clock.instant()));
  }
}
