package dev.raydeck.desktop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void keepsTheUniqueEnd() {
    assertThat(Names.end("raycluster-autoscaler-small-group-worker-8hxg4")).isEqualTo("8hxg4");
    assertThat(Names.elided("raycluster-small-group-worker-8hxg4", "8hxg4")).isEqualTo("…8hxg4");
    assertThat(Names.alone("raycluster-autoscaler-head-6zc2t")).isEqualTo("…head-6zc2t");
    assertThat(Names.end("alone")).isEqualTo("alone");
  }

  @Test
  void showsMoreWhereEndsClash() {
    assertThat(Names.ends(List.of("c-a-worker-8hxg4", "c-b-worker-8hxg4", "c-b-worker-w7qzk")))
        .containsEntry("c-a-worker-8hxg4", "a-worker-8hxg4")
        .containsEntry("c-b-worker-8hxg4", "b-worker-8hxg4")
        .containsEntry("c-b-worker-w7qzk", "w7qzk");
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
