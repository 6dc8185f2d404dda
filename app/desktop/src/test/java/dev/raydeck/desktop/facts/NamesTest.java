package dev.raydeck.desktop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.model.RayPod;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static RayPod pod(String name) {
    RayPod like = Objects.requireNonNull(Frames.guide().frame().snapshot()).pods().getFirst();
    return PodChange.named(like, name);
  }

  @Test
  void keepsTheUniqueEnd() {
    assertThat(Names.end("raycluster-autoscaler-small-group-worker-8hxg4")).isEqualTo("8hxg4");
    assertThat(Names.elided("raycluster-small-group-worker-8hxg4", "8hxg4")).isEqualTo("…8hxg4");
    assertThat(Names.alone("raycluster-autoscaler-head-6zc2t")).isEqualTo("…head-6zc2t");
    assertThat(Names.end("alone")).isEqualTo("alone");
  }

  @Test
  void showsMoreWhereEndsClash() {
    RayPod first = pod("c-a-worker-8hxg4");
    RayPod second = pod("c-b-worker-8hxg4");
    RayPod other = pod("c-b-worker-w7qzk");
    PodNames names = new PodNames(List.of(first, second, other));

    assertThat(names.end("c-a-worker-8hxg4")).isEqualTo("a-worker-8hxg4");
    assertThat(names.end("c-b-worker-8hxg4")).isEqualTo("b-worker-8hxg4");
    assertThat(names.end("c-b-worker-w7qzk")).isEqualTo("w7qzk");
    PodNames without = names.again(List.of(second, other), List.of(first, second, other));
    assertThat(without.end("c-b-worker-8hxg4")).isEqualTo("8hxg4");
    assertThat(without.hasEndsOf(names)).isFalse();
    PodNames again = without.again(List.of(other, second, first), List.of(second, other));
    assertThat(again.end("c-a-worker-8hxg4")).isEqualTo("a-worker-8hxg4");
    assertThat(again.were()).containsExactly(1, 0, -1);
    assertThat(again.place("c-a-worker-8hxg4")).isEqualTo(2);
    // The counts went to another: they are made anew.
    assertThat(names.again(List.of(other), List.of(first, second, other)).end("c-a-worker-8hxg4"))
        .isEqualTo("8hxg4");
  }

  @Test
  void keepsGroupAndEndOfAWorker() {
    assertThat(Names.own("rc-autoscaler-small-group-worker-8hxg4", "small-group", "8hxg4"))
        .isEqualTo("small-group-…-8hxg4");
    assertThat(Names.own("rc-autoscaler-head-6zc2t", "", "6zc2t")).isNull();
    assertThat(Names.own("cut-by-kuberay-8hxg4", "small-group", "8hxg4")).isNull();
  }

  @Test
  void cutsOnlyTheMiddle() {
    assertThat(Names.middle("raycluster-autoscaler-head-6zc2t", 22))
        .hasSize(22)
        .startsWith("rayc")
        .endsWith("head-6zc2t");
    assertThat(Names.middle("short", 22)).isEqualTo("short");
  }
}
