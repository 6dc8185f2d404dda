package dev.raydeck.sandbox;

import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.ApiServer;
import dev.raydeck.sandbox.api.ApiSettings;
import dev.raydeck.sandbox.api.Caller;
import dev.raydeck.sandbox.api.Definitions;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.LoopbackCertificate;
import dev.raydeck.sandbox.api.ObjectStore;
import dev.raydeck.sandbox.api.StoreEvent;
import dev.raydeck.sandbox.kubelet.Kubelet;
import dev.raydeck.sandbox.kubelet.Sidecars.SidecarPlace;
import dev.raydeck.sandbox.kubelet.SimulatedPods;
import dev.raydeck.sandbox.operator.RayClusterOperator;
import dev.raydeck.sandbox.rayhead.RayHead;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A small Kubernetes cluster with KubeRay and Ray behind a loopback port: API server, operator,
/// one node, one Ray head per RayCluster, under one clock.
///
/// Tokens come from a secure source and hold for this run only. Closing it ends every thread it
/// started.
public final class SandboxCluster implements AutoCloseable {
  private static final String CONTEXT = "raydeck-sandbox";
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(RayHead.ZONE);

  private final SandboxOptions options;
  private final SandboxClock clock;
  private final ObjectStore store;
  private final RayClusterOperator operator;
  private final Kubelet kubelet;
  private final SimulatedPods pods;
  private final WorldEvents events;
  private final ApiServer api;
  private final SecureRandom secrets = new SecureRandom();
  private final String adminToken = token();
  private final String viewerToken = token();
  private final String nobodyToken = token();

  private SandboxCluster(SandboxOptions options) {
    CompletableFuture<LoopbackCertificate> certificate = LoopbackCertificate.begin();
    this.options = options;
    this.clock =
        options.steppedFrom() == null
            ? SandboxClock.running(InstantSource.system(), options.speed())
            : SandboxClock.stepped(options.steppedFrom());
    this.store = new ObjectStore(clock, new Random(options.seed()));
    this.operator = new RayClusterOperator(store.as("kuberay-operator"), clock);
    this.kubelet = new Kubelet(store, clock, new Random(~options.seed()), this::startSidecar);
    this.pods = new SimulatedPods(store, clock, kubelet);
    this.events =
        new WorldEvents(
            store,
            clock,
            List.of(Kinds.NODES, Kinds.RAY_CLUSTERS, Kinds.SERVICES, Kinds.PODS),
            this::notice);
    this.api =
        ApiServer.start(
            store,
            pods,
            new ApiSettings(
                options.port(),
                Map.of(
                    adminToken,
                    Caller.ADMIN,
                    viewerToken,
                    Caller.VIEWER,
                    nobodyToken,
                    Caller.NOBODY),
                clock),
            certificate);
  }

  /// Starts the cluster and applies the options' manifest.
  ///
  /// @throws IllegalArgumentException when the manifest is no YAML or names an unknown kind
  /// @throws java.io.UncheckedIOException when the port cannot be listened on
  public static SandboxCluster start(SandboxOptions options) {
    SandboxCluster cluster = new SandboxCluster(options);
    try {
      Instant now = cluster.clock.instant();
      cluster.store.create(Kinds.NODES, SandboxNode.object(now));
      cluster.store.create(Kinds.CUSTOM_RESOURCE_DEFINITIONS, Definitions.rayClusters(now));
      cluster.events.start();
      cluster.apply(options.manifest());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  ObjectStore store() {
    return store;
  }

  SimulatedPods pods() {
    return pods;
  }

  public URI apiServer() {
    return api.uri();
  }

  public SandboxClock clock() {
    return clock;
  }

  /// A kubeconfig whose user may do everything. It holds a token.
  public String kubeconfig() {
    return api.kubeconfig(CONTEXT, "default", adminToken);
  }

  /// A kubeconfig whose user may read everything and change nothing.
  public String viewerKubeconfig() {
    return api.kubeconfig(CONTEXT + "-viewer", "default", viewerToken);
  }

  /// A kubeconfig whose user has no rights.
  public String nobodyKubeconfig() {
    return api.kubeconfig(CONTEXT + "-nobody", "default", nobodyToken);
  }

  /// Creates the objects of a manifest; those that are there already keep what they are.
  ///
  /// @throws IllegalArgumentException when it is no YAML or names an unknown kind
  public void apply(String yaml) {
    for (ObjectNode object : Manifest.objects(yaml)) {
      String apiVersion = Json.text(object, "apiVersion");
      Kind kind =
          Kinds.of(apiVersion, Json.text(object, "kind"))
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "the sandbox does not know kind %s of %s"
                          .formatted(Json.text(object, "kind"), apiVersion)));
      if (kind.namespaced() && Json.text(object, "metadata", "namespace").isEmpty()) {
        Json.child(object, "metadata").put("namespace", "default");
      }
      try {
        var _ = store.create(kind, object);
      } catch (ApiException e) {
        if (!e.reason().equals("AlreadyExists")) {
          throw e;
        }
      }
    }
  }

  private void notice(Kind kind, StoreEvent event) {
    operator.notice(kind, event);
    kubelet.notice(kind, event);
  }

  private AutoCloseable startSidecar(SidecarPlace place, Consumer<String> log) {
    Consumer<String> lines = line -> log.accept(LOG_TIME.format(clock.instant()) + "\t" + line);
    SidecarFactory factory = options.sidecar();
    if (factory == null) {
      lines.accept("INFO sandbox -- This sandbox was started without an autoscaler program.");
      return () -> {};
    }
    String token = token();
    api.admit(token, Caller.serviceAccount(place.namespace(), place.serviceAccount()));
    lines.accept("INFO run_autoscaler.py:65 -- The Ray head is ready. Starting the autoscaler.");
    return factory.start(
        new SidecarContext(
            api.uri(),
            api.caCertificatePem(),
            token,
            place.namespace(),
            place.cluster(),
            place.headPod(),
            clock,
            lines));
  }

  private String token() {
    byte[] bytes = new byte[24];
    secrets.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    clock.close();
    events.stop();
    kubelet.close();
    api.close();
  }
}
