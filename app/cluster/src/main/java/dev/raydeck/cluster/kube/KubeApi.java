package dev.raydeck.cluster.kube;

import dev.raydeck.cluster.kube.PatchAnswer.Outcome;
import dev.raydeck.model.RayCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One context's API server, in our own terms. Blocking; call it from virtual threads.
public final class KubeApi implements AutoCloseable {
  static final String GROUP = "ray.io";
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int RETRIES = 1;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final KubernetesClient client;
  private final String context;
  private final String namespace;
  private volatile @Nullable ResourceDefinitionContext rayClusters;

  KubeApi(Config config, String context) {
    this.context = context;
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setUserAgent("raydeck");
    this.namespace = config.getNamespace() == null ? "default" : config.getNamespace();
    this.client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new ClusterTrust())
            .withTaskExecutor(executor)
            .withKubernetesSerialization(PodParts.SERIALIZATION)
            .build();
  }

  /// The context's name.
  public String context() {
    return context;
  }

  /// The context's own namespace.
  public String namespace() {
    return namespace;
  }

  public String serverUrl() {
    return client.getMasterUrl().toString();
  }

  /// All RayClusters of a namespace, null for all namespaces. NOT_FOUND when the API knows none.
  public List<RayCluster> rayClusters(@Nullable String inNamespace) throws KubeFailure {
    return asking(() -> {
      var all = client.genericKubernetesResources(definition());
      var found =
          inNamespace == null ? all.inAnyNamespace().list() : all.inNamespace(inNamespace).list();
      return found.getItems().stream().map(RayClusterReader::read).toList();
    });
  }

  public Optional<RayCluster> rayCluster(String inNamespace, String name) throws KubeFailure {
    return asking(() ->
        Optional.ofNullable(rayClusterResource(inNamespace, name).get())
            .map(RayClusterReader::read));
  }

  /// The object whole, as the server has it.
  public Optional<Map<String, Object>> wholeRayCluster(String inNamespace, String name)
      throws KubeFailure {
    return asking(() ->
        Optional.ofNullable(rayClusterResource(inNamespace, name).get())
            .map(found -> Json.object(Json.text(found))));
  }

  /// Watches one RayCluster and its Pods; `changed` is called on every change, from any thread.
  public ClusterWatch watch(String inNamespace, String name, Runnable changed) throws KubeFailure {
    return asking(() -> new ClusterWatch(client, this::definition, inNamespace, name, changed));
  }

  /// Sends a JSON patch. A failed `test` and a 409 are both CONFLICT.
  public PatchAnswer patchRayCluster(
      String inNamespace, String name, List<PatchOp> patch, boolean dryRun) {
    var context =
        new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager("raydeck");
    if (dryRun) {
      context.withDryRun(List.of("All"));
    }
    try {
      var changed =
          asking(() ->
              rayClusterResource(inNamespace, name).patch(context.build(), Json.patch(patch)));
      return new PatchAnswer(
          Outcome.ACCEPTED, "200, resourceVersion " + changed.getMetadata().getResourceVersion());
    } catch (KubeFailure e) {
      return refused(inNamespace, name, patch, e);
    }
  }

  /// Whether this user may do `verb` to a resource (`pods/exec` as resource `pods`, subresource
  /// `exec`).
  public boolean may(
      String inNamespace, String verb, String group, String resource, String subresource)
      throws KubeFailure {
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withNamespace(inNamespace)
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .withSubresource(subresource.isEmpty() ? null : subresource)
            .endResourceAttributes()
            .endSpec()
            .build();
    return asking(() -> {
      var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
      return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    });
  }

  public String log(String inNamespace, String pod, String container, int tailLines)
      throws KubeFailure {
    return asking(() ->
        client
            .pods()
            .inNamespace(inNamespace)
            .withName(pod)
            .inContainer(container)
            .tailingLines(tailLines)
            .getLog());
  }

  /// An object whole, with the events about it. NOT_FOUND where there is none.
  public ObjectView object(String inNamespace, ObjectRef ref) throws KubeFailure {
    Object found =
        asking(() ->
            switch (ref.kind()) {
              case RAY_CLUSTER -> rayClusterResource(inNamespace, ref.name()).get();
              case POD ->
                  client
                      .genericKubernetesResources(ObjectReader.PODS)
                      .inNamespace(inNamespace)
                      .withName(ref.name())
                      .get();
            });
    if (found == null) {
      throw new KubeFailure(
          KubeFailure.Kind.NOT_FOUND,
          "There is no %s %s in %s".formatted(ref.kind().word(), ref.name(), inNamespace),
          null);
    }
    return ObjectReader.view(
        ref, Json.object(Json.text(found)), ObjectReader.events(client, inNamespace, ref));
  }

  /// A container's log, followed until the container ends: from a moment on (lines of that whole
  /// second may come again), or, where that is null, its last lines. INVALID: it has not started.
  /// `silent` is called when the server took the request and nothing was written. The caller closes
  /// the stream, from any thread.
  public InputStream followLog(
      String inNamespace, LogPlace place, @Nullable Instant since, int tailLines, Runnable silent)
      throws KubeFailure {
    return PodLog.follow(client, inNamespace, place, new PodLog.Start(tailLines, since), silent);
  }

  /// The token a head Pod wants from its callers, by the Secret its environment names; empty if it
  /// wants none.
  public Optional<String> rayToken(String inNamespace, String headPod) throws KubeFailure {
    return asking(() -> {
      Pod pod = client.pods().inNamespace(inNamespace).withName(headPod).get();
      return pod == null
          ? Optional.empty()
          : PodReader.tokenKey(pod).flatMap(key -> secret(inNamespace, key));
    });
  }

  private Optional<String> secret(String inNamespace, PodReader.SecretKey key) {
    Secret secret = client.secrets().inNamespace(inNamespace).withName(key.secret()).get();
    String encoded =
        secret == null || secret.getData() == null ? null : secret.getData().get(key.key());
    return Optional.ofNullable(encoded)
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).strip());
  }

  public PodExec exec(String inNamespace) {
    return new PodExec(client, inNamespace);
  }

  /// Opens a loopback port that leads to a Pod's port until closed.
  public PodTunnel tunnel(String inNamespace, String pod, int port) throws KubeFailure {
    return asking(() -> PodTunnel.open(client, inNamespace, pod, port));
  }

  public LeaseKeeper lease(String inNamespace, String name, String identity) {
    return new LeaseKeeper(client, inNamespace, name, identity);
  }

  @Override
  public void close() {
    client.close();
    executor.shutdown();
  }

  private Resource<GenericKubernetesResource> rayClusterResource(String inNamespace, String name) {
    return client.genericKubernetesResources(definition()).inNamespace(inNamespace).withName(name);
  }

  /// v1 where it is served, else v1alpha1 (KubeRay before 1.0).
  private ResourceDefinitionContext definition() {
    ResourceDefinitionContext known = rayClusters;
    if (known != null) {
      return known;
    }
    var group = client.getApiGroup(GROUP);
    boolean hasV1 =
        group == null
            || group.getVersions().stream().anyMatch(version -> "v1".equals(version.getVersion()));
    known =
        new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(hasV1 ? "v1" : "v1alpha1")
            .withKind("RayCluster")
            .withPlural("rayclusters")
            .withNamespaced(true)
            .build();
    if (group != null) {
      rayClusters = known;
    }
    return known;
  }

  private PatchAnswer refused(String inNamespace, String name, List<PatchOp> patch, KubeFailure e) {
    return switch (e.kind()) {
      case CONFLICT -> new PatchAnswer(Outcome.CONFLICT, e.words());
      case INVALID ->
          new PatchAnswer(
              isStale(inNamespace, name, patch) ? Outcome.CONFLICT : Outcome.REFUSED, e.words());
      case UNREACHABLE, UNTRUSTED -> new PatchAnswer(Outcome.FAILED, e.words());
      default -> new PatchAnswer(Outcome.REFUSED, e.words());
    };
  }

  /// A failed `test` is a 422 without a cause, like other patches that do not apply: what is there
  /// now tells which it was.
  private boolean isStale(String inNamespace, String name, List<PatchOp> patch) {
    try {
      var found = asking(() -> rayClusterResource(inNamespace, name).get());
      if (found == null) {
        return true;
      }
      Map<String, Object> now = Json.object(Json.text(found));
      return patch.stream()
          .filter(op -> op.op().equals("test"))
          .anyMatch(
              op -> !String.valueOf(op.value()).equals(String.valueOf(Json.at(now, op.path()))));
    } catch (KubeFailure e) {
      // Not even readable any more: then nothing tells against a conflict, and it will be looked at
      // again.
      return true;
    }
  }

  static <T> T asking(Supplier<T> request) throws KubeFailure {
    try {
      return request.get();
    } catch (RuntimeException e) {
      throw KubeFailure.of(e);
    }
  }
}
