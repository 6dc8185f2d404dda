package dev.raydeck.desktop.live;

/// Which RayCluster a connection is to. `isInsecure`: the context skips TLS verification.
public record Target(
    String context, String namespace, String cluster, boolean isSandbox, boolean isInsecure) {}
