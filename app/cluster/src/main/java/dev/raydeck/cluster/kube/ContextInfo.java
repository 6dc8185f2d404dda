package dev.raydeck.cluster.kube;

/// One context of a kubeconfig. `namespace` is `default` where the context names none; `isInsecure`
/// when TLS is not verified or not used, which deserves a permanent warning.
public record ContextInfo(
    String name,
    String cluster,
    String serverUrl,
    String user,
    String namespace,
    boolean isCurrent,
    boolean isInsecure) {}
