package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodsByNameTest {
  private final PodsByName pods = new PodsByName();

  private static RayPod pod(String name, NodeKind kind, String phase, @Nullable Instant deleted) {
    return new RayPod(
        name,
        name + "-uid",
        kind,
        "small-group",
        phase,
        phase,
        null,
        List.of(),
        true,
        "",
        "",
        Instant.EPOCH,
        deleted);
  }

  private static RayPod worker(String name, String phase) {
    return pod(name, NodeKind.WORKER, phase, null);
  }

  private List<String> names() {
    return pods.list().stream().map(RayPod::name).toList();
  }

  @Test
  void listsByNameHoweverTheyCame() {
    for (String name : List.of("m", "a", "z", "k", "b")) {
      pods.put(worker(name, "Running"));
    }
    assertThat(names()).containsExactly("a", "b", "k", "m", "z");
    pods.remove("k");
    pods.remove("unknown");
    assertThat(names()).containsExactly("a", "b", "m", "z");
  }

  @Test
  void keepsOnceWhatAPodAndItsOlderSelfShare() {
    pods.put(worker("a", "Pending"));
    RayPod before = pods.list().getFirst();
    pods.put(worker("a", "Pending"));
    assertThat(pods.list().getFirst()).isSameAs(before);
    pods.put(worker("a", "Running"));
    RayPod now = pods.list().getFirst();
    assertThat(now).isEqualTo(worker("a", "Running"));
    assertThat(now.uid()).isSameAs(before.uid());
  }

  @Test
  void putsAPodInThePlaceOfItsOlderSelf() {
    pods.put(worker("a", "Pending"));
    pods.put(worker("b", "Pending"));
    List<RayPod> before = pods.list();
    pods.put(worker("a", "Running"));
    assertThat(pods.list().getFirst().phase()).isEqualTo("Running");
    assertThat(pods.list().getLast()).isSameAs(before.getLast());
    assertThat(before.getFirst().phase()).isEqualTo("Pending");
  }

  @Test
  void knowsTheHeadThatStays() {
    assertThat(pods.head()).isEmpty();
    pods.put(worker("a", "Running"));
    pods.put(pod("head-old", NodeKind.HEAD, "Running", Instant.EPOCH));
    assertThat(pods.head()).isEmpty();
    pods.put(pod("head-young", NodeKind.HEAD, "Pending", null));
    assertThat(pods.head().orElseThrow().name()).isEqualTo("head-young");
    pods.remove("head-young");
    assertThat(pods.head()).isEmpty();
    assertThat(names()).containsExactly("a", "head-old");
  }
}
