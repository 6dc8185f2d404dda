package dev.raydeck.desktop.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.ObjectView.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlModelTest {
  private static final List<Line> LINES =
      List.of(
          new Line("spec:", 4, null),
          new Line("  groups:", 2, null),
          new Line("  - name: small", 1, null),
          new Line("    max: 10", 0, null),
          new Line("  other: 1", 0, null),
          new Line("status:", 1, null),
          new Line("  state: ready", 0, null));

  private static YamlModel model() {
    YamlModel model = new YamlModel();
    model.show(LINES);
    return model;
  }

  private static List<String> texts(YamlModel model) {
    return model.rows().stream().map(row -> row.line().text().strip()).toList();
  }

  @Test
  void foldsWhatStandsBelowALine() {
    YamlModel model = model();
    model.toggle(model.rows().get(1));
    assertThat(texts(model))
        .containsExactly("spec:", "groups:", "other: 1", "status:", "state: ready");
    assertThat(model.rows().get(1).folded()).isEqualTo(2);
    assertThat(model.rows().get(2).number()).isEqualTo(5);
  }

  @Test
  void keepsAFoldWhenTheObjectIsReadAnew() {
    YamlModel model = model();
    model.foldAll(true);
    assertThat(texts(model)).containsExactly("spec:", "status:");
    List<Line> changed = new java.util.ArrayList<>(LINES);
    changed.set(4, new Line("  other: 2", 0, null));
    model.show(changed);
    assertThat(texts(model)).containsExactly("spec:", "status:");
  }

  @Test
  void opensAFoldThatHidesAHit() {
    YamlModel model = model();
    model.foldAll(true);
    model.search("READY");
    assertThat(model.hits()).isEqualTo(1);
    assertThat(texts(model)).containsExactly("spec:", "status:", "state: ready");
    model.search("");
    assertThat(texts(model)).containsExactly("spec:", "status:");
  }
}
