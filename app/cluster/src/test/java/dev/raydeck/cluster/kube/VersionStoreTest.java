package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VersionStoreTest {
  private final VersionStore<Pod> store = new VersionStore<>(Pod::new);

  private static Pod pod(String name, String version) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .withUid(name + "-uid")
        .withResourceVersion(version)
        .addToAnnotations("long", "x".repeat(1_000))
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }

  @Test
  void givesBackTheVersionThatWasThereAndNoMore() {
    assertThat(store.put(store.getKey(pod("a", "1")), pod("a", "1"))).isNull();
    Pod before = Objects.requireNonNull(store.put(store.getKey(pod("a", "2")), pod("a", "2")));
    assertThat(before.getMetadata().getResourceVersion()).isEqualTo("1");
    assertThat(before.getMetadata().getUid()).isEqualTo("a-uid");
    assertThat(before.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(before.getMetadata().getAnnotations()).isEmpty();
    assertThat(before.getStatus()).isNull();
    assertThat(store.isFullState()).isFalse();
  }

  @Test
  void forgetsWhatIsRemoved() {
    store.put("a", pod("a", "1"));
    store.put("b", pod("b", "1"));
    assertThat(store.remove("a")).isNotNull();
    assertThat(store.remove("a")).isNull();
    assertThat(store.get("a")).isNull();
    assertThat(store.keySet()).containsExactly("b");
    assertThat(store.values()).hasSize(1);
    assertThat(store.size()).isEqualTo(1);
  }
}
