package dev.raydeck.sandbox;

import java.net.URI;
import java.util.function.Consumer;

/// What the program in container `autoscaler` is given: its API server with the Pod's own service
/// account, the cluster it serves, the time, and where its log lines go.
public record SidecarContext(
    URI apiServer,
    String caCertificatePem,
    String token,
    String namespace,
    String cluster,
    String headPod,
    SandboxClock clock,
    Consumer<String> log) {}
