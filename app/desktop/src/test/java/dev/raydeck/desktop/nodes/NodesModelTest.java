package dev.raydeck.desktop.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesModelTest {
  private final NodesModel model = new NodesModel();

  @Test
  void keepsARowWhileItsPodLives() {
    model.show(ClusterFacts.of(Frames.guideScene().frame()));
    NodeRow before = row("w7qzk");
    boolean isChanged =
        model.show(ClusterFacts.of(Frames.guideScene().at(Frames.NOW.plusSeconds(5)).frame()));
    assertThat(isChanged).isFalse();
    assertThat(row("w7qzk")).isSameAs(before);
  }

  @Test
  void noticesThatAPodCame() {
    model.show(ClusterFacts.of(Frames.guideScene().frame()));
    assertThat(
            model.show(
                ClusterFacts.of(
                    Frames.guideScene()
                        .starting("small-group", "fresh", Duration.ofSeconds(1))
                        .frame())))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          FILTER                   | ROWS
          w7q                      | w7qzk
          state:idle               | w7qzk
          group:small state:busy   | 8hxg4
          actor1                   | 8hxg4
          state:term k9            | k9tbn
          nothing-like-it          |
          """)
  void filtersByWords(String filter, String rows) {
    model.show(ClusterFacts.of(Frames.guideScene().frame()));
    List<String> left =
        model.rows().stream()
            .filter(row -> NodeFilter.of(filter).matches(row.facts()))
            .map(row -> row.facts().end())
            .toList();
    assertThat(left).isEqualTo(rows == null ? List.of() : List.of(rows));
  }

  @Test
  void findsTheHeldOnes() {
    model.show(ClusterFacts.of(Frames.largeScene().frame()));
    assertThat(
            model.rows().stream()
                .filter(row -> NodeFilter.of("held:any").matches(row.facts()))
                .map(row -> row.facts().end()))
        .containsExactlyInAnyOrder("d8bqn", "f8w2k");
  }

  @Test
  void putsTheHeadFirstAndTheSoonestGoneNext() {
    model.show(ClusterFacts.of(Frames.guideScene().frame()));
    List<String> order =
        model.rows().stream().sorted(NodesModel.natural()).map(row -> row.facts().end()).toList();
    assertThat(order).isEqualTo(List.of("6zc2t", "w7qzk", "d2mfr", "k9tbn", "8hxg4"));
  }

  private NodeRow row(String end) {
    return model.rows().stream()
        .filter(row -> row.facts().end().equals(end))
        .findFirst()
        .orElseThrow();
  }
}
