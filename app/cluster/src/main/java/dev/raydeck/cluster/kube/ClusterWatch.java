package dev.raydeck.cluster.kube;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.PodVersions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One RayCluster and its Pods, kept as records: objects are trimmed as they arrive, and the
/// informers keep no more of them than a name and a version.
public final class ClusterWatch implements AutoCloseable {
  /// Thirty thousand Pods are not had in one answer, which would be kept whole while it is read.
  private static final long PAGE = 500;

  private final PodsByName pods = new PodsByName();
  private final AtomicLong changes = new AtomicLong();
  private final Runnable changed;
  private final SharedIndexInformer<Pod> podInformer;
  private final SharedIndexInformer<GenericKubernetesResource> clusterInformer;
  private volatile @Nullable RayCluster cluster;
  private volatile String headVersion = "";
  private volatile @Nullable KubeFailure failure;

  /// `definition` may ask the server, and fail.
  ClusterWatch(
      KubernetesClient client,
      Supplier<ResourceDefinitionContext> definition,
      String namespace,
      String name,
      Runnable changed) {
    this.changed =
        () -> {
          changes.incrementAndGet();
          changed.run();
        };
    podInformer =
        informer(
            Pod::new,
            client.pods().inNamespace(namespace).withLabel("ray.io/cluster", name),
            this::put,
            pod -> pods.remove(pod.getMetadata().getName()));
    podInformer.start(); // which need not wait for what is asked next
    clusterInformer =
        informer(
            GenericKubernetesResource::new,
            client
                .genericKubernetesResources(asked(definition))
                .inNamespace(namespace)
                .withField("metadata.name", name),
            object -> cluster = RayClusterReader.read(object),
            gone -> cluster = null);
    clusterInformer.start();
  }

  private ResourceDefinitionContext asked(Supplier<ResourceDefinitionContext> definition) {
    try {
      return definition.get();
    } catch (RuntimeException e) {
      podInformer.stop();
      throw e;
    }
  }

  /// Both lists were read once.
  public boolean isSynced() {
    return podInformer.hasSynced() && clusterInformer.hasSynced();
  }

  /// Both watches are open right now.
  public boolean isWatching() {
    return podInformer.isWatching() && clusterInformer.isWatching();
  }

  /// Grows with every change; equal numbers mean equal data.
  public long changes() {
    return changes.get();
  }

  /// Null before the first list and after the RayCluster is deleted.
  public @Nullable RayCluster cluster() {
    return cluster;
  }

  /// By name, as the API lists them.
  public PagedList<RayPod> pods() {
    return pods.list();
  }

  /// The head Pod that is not on its way out.
  public Optional<RayPod> head() {
    return pods.head();
  }

  /// What [#pods] was read up to.
  public PodVersions podVersions() {
    String read = podInformer.lastSyncResourceVersion();
    return new PodVersions(headVersion, read == null ? "" : read);
  }

  private void put(Pod pod) {
    RayPod read = PodReader.read(pod).orElse(null);
    if (read != null) {
      pods.put(read);
      if (read.kind() == NodeKind.HEAD) {
        headVersion = pod.getMetadata().getResourceVersion();
      }
    }
  }

  /// What last kept an informer from listing or watching.
  public @Nullable KubeFailure failure() {
    return failure;
  }

  @Override
  public void close() {
    podInformer.stop();
    clusterInformer.stop();
  }

  private <T extends HasMetadata> SharedIndexInformer<T> informer(
      Supplier<T> empty, Informable<T> resources, Consumer<T> put, Consumer<T> remove) {
    SharedIndexInformer<T> informer =
        resources
            .withLimit(PAGE)
            .runnableInformer(0)
            .itemStore(new VersionStore<>(empty))
            .exceptionHandler((isStarted, thrown) -> {
              failure = KubeFailure.of(thrown);
              this.changed.run();
              return true; // The default would stop for good on the first odd event.
            });
    informer.removeNamespaceIndex();
    informer.addEventHandler(new Trimming<>(put, remove, this.changed));
    return informer;
  }

  private record Trimming<T>(Consumer<T> put, Consumer<T> remove, Runnable changed)
      implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      put.accept(object);
      changed.run();
    }

    @Override
    public void onUpdate(T before, T object) {
      put.accept(object);
      changed.run();
    }

    @Override
    public void onDelete(T object, boolean isFinalStateUnknown) {
      remove.accept(object);
      changed.run();
    }
  }
}
