package dev.raydeck.sandbox.kubelet;

import java.util.function.Consumer;

/// Starts what runs in container `autoscaler`; the handle ends it.
@FunctionalInterface
public interface Sidecars {
  AutoCloseable start(SidecarPlace place, Consumer<String> log);

  /// The head Pod a sidecar runs in, and the account it speaks with.
  record SidecarPlace(String namespace, String cluster, String headPod, String serviceAccount) {}
}
