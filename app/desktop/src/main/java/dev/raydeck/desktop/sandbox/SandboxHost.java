package dev.raydeck.desktop.sandbox;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.sandbox.SandboxCluster;
import dev.raydeck.sandbox.SandboxOptions;
import dev.raydeck.sandbox.SidecarContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A running sandbox whose head Pods have our engine as their `autoscaler` container.
///
/// Each sidecar is a [ClusterSession] in DRIVE mode over the sandbox's own wire, with the Pod's
/// service account. It is kept here by RayCluster so that the window can pause, resume and step it.
public final class SandboxHost implements Sandbox {
  private final Map<RayClusterRef, ClusterSession> sidecars = new ConcurrentHashMap<>();
  private final Map<RayClusterRef, Set<Breakpoint>> breakpoints = new ConcurrentHashMap<>();

  /// Holds for autoscalers that are yet to start too, and for those a head begins anew with.
  private volatile boolean isPaused;

  private final SandboxCluster cluster;

  private SandboxHost(SandboxOptions options) {
    cluster = SandboxCluster.start(options.withSidecar(this::startSidecar));
  }

  public static SandboxHost start(SandboxOptions options) {
    return new SandboxHost(options);
  }

  public SandboxCluster cluster() {
    return cluster;
  }

  @Override
  public String kubeconfig() {
    return cluster.kubeconfig();
  }

  @Override
  public InstantSource clock() {
    return cluster.clock();
  }

  @Override
  public double speed() {
    return cluster.clock().speed();
  }

  @Override
  public void speed(double times) {
    cluster.clock().speed(times);
  }

  @Override
  public boolean isPaused() {
    return isPaused;
  }

  @Override
  public void pause() {
    isPaused = true;
    sidecars.values().forEach(ClusterSession::pause);
  }

  @Override
  public void resume() {
    isPaused = false;
    sidecars.values().forEach(ClusterSession::resume);
  }

  @Override
  public void step() {
    sidecars.values().forEach(ClusterSession::step);
  }

  @Override
  public Breakpoints breakpoints(RayClusterRef ref) {
    return sidecar(ref).map(session -> session.frame().breakpoints()).orElse(Breakpoints.NONE);
  }

  @Override
  public void breakpoints(RayClusterRef ref, Set<Breakpoint> wanted) {
    breakpoints.put(ref, Set.copyOf(wanted));
    sidecar(ref).ifPresent(session -> session.breakpoints(wanted));
  }

  @Override
  public void approve(RayClusterRef ref, Intent seen) {
    sidecar(ref).ifPresent(session -> session.approve(seen));
  }

  @Override
  public void skip(RayClusterRef ref, Intent seen) {
    sidecar(ref).ifPresent(session -> session.skip(seen));
  }

  /// The session that plays the autoscaler container of a RayCluster; empty while there is none.
  public Optional<ClusterSession> sidecar(RayClusterRef ref) {
    return Optional.ofNullable(sidecars.get(ref));
  }

  private AutoCloseable startSidecar(SidecarContext context) {
    RayClusterRef ref = new RayClusterRef(context.namespace(), context.cluster());
    ClusterAccess access = new ClusterAccess(new KubeconfigSource.Text(kubeconfig(context)), null);
    SessionSettings settings =
        new SessionSettings(
            Mode.DRIVE,
            SessionSettings.DEFAULT_INTERVAL,
            context.clock(),
            true,
            context.log(),
            null);
    ClusterSession session = ClusterSession.open(access, ref, settings, frame -> {});
    session.breakpoints(breakpoints.getOrDefault(ref, Set.of()));
    if (isPaused) {
      session.pause();
    }
    sidecars.put(ref, session);
    return () -> {
      sidecars.remove(ref, session);
      session.close();
    };
  }

  private static String kubeconfig(SidecarContext context) {
    String ca =
        java.util.Base64.getEncoder()
            .encodeToString(
                context.caCertificatePem().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return """
    apiVersion: v1
    kind: Config
    clusters:
      - name: in-cluster
        cluster: {server: "%s", certificate-authority-data: "%s"}
    users:
      - name: autoscaler
        user: {token: "%s"}
    contexts:
      - name: in-cluster
        context: {cluster: in-cluster, user: autoscaler, namespace: "%s"}
    current-context: in-cluster
    """
        .formatted(context.apiServer(), ca, context.token(), context.namespace());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
