package dev.raydeck.cluster.session;

import org.jspecify.annotations.Nullable;

/// Where to connect: a kubeconfig and one of its contexts, null for its current one.
public record ClusterAccess(KubeconfigSource source, @Nullable String context) {}
