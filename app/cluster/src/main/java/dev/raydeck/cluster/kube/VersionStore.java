package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an informer must remember to tell old from new: names and versions, and none of the rest.
///
/// Objects it gives back have only their metadata's name, namespace, uid and version. For one
/// namespace.
final class VersionStore<T extends HasMetadata> implements ItemStore<T> {
  private final Map<String, Version> versions = new ConcurrentHashMap<>();
  private final Supplier<T> empty;

  private record Version(String name, @Nullable String namespace, String uid, String version) {
    static Version of(ObjectMeta metadata) {
      String namespace = metadata.getNamespace(); // The same for all.
      return new Version(
          metadata.getName(),
          namespace == null ? null : namespace.intern(),
          metadata.getUid(),
          metadata.getResourceVersion());
    }

    /// Of one object only the version is another, most times.
    Version sharing(@Nullable Version before) {
      return before != null && before.name.equals(name) && before.uid.equals(uid)
          ? new Version(before.name, before.namespace, before.uid, version)
          : this;
    }
  }

  /// `empty` makes an object without anything.
  VersionStore(Supplier<T> empty) {
    this.empty = empty;
  }

  @Override
  public String getKey(T object) {
    return object.getMetadata().getName();
  }

  @Override
  public @Nullable T put(String key, T object) {
    Version now = Version.of(object.getMetadata());
    return restored(versions.put(key, now.sharing(versions.get(key))));
  }

  @Override
  public @Nullable T remove(String key) {
    return restored(versions.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return versions.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return versions.values().stream().map(this::restore);
  }

  @Override
  public @Nullable T get(String key) {
    return restored(versions.get(key));
  }

  @Override
  public int size() {
    return versions.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private @Nullable T restored(@Nullable Version version) {
    return version == null ? null : restore(version);
  }

  private T restore(Version version) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(version.name());
    metadata.setNamespace(version.namespace());
    metadata.setUid(version.uid());
    metadata.setResourceVersion(version.version());
    T object = empty.get();
    object.setMetadata(metadata);
    return object;
  }
}
