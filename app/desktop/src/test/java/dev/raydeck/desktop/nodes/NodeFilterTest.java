package dev.raydeck.desktop.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.nodes.NodeFilter.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFilterTest {
  private final ClusterFacts large = ClusterFacts.of(Frames.largeScene().frame());

  private long matching(String filter) {
    NodeFilter wanted = NodeFilter.of(filter);
    assertThat(wanted.problems()).isEmpty();
    return large.nodes().stream().filter(wanted::matches).count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          filter | rows
          group:gpu | 17
          group:gpu -group:h100 | 9
          GROUP:GPU held:any | 1
          held:actor | 2
          held:_stats | 1
          held:no group:a100 | 8
          state:idle | 24
          state:idle idle>30s | 11
          idle<=8s | 1
          idle>1m | 0
          removal<=10s | 1
          age>=18h group:a100 | 7
          gpu>4 | 8
          gpu=4 | 6
          cpu>=176 | 8
          ray:idle | 24
          k8s:imagepull | 1
          actor:_stats | 1
          "spot-t4" state:start | 2
          -"spot-t4" state:start | 0
          group: | 161
          """)
  void findsWhatIsAskedFor(String filter, long rows) {
    assertThat(matching(filter)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          filter | kind | word | near | start | end
          grup:gpu | UNKNOWN_FIELD | grup | group | 0 | 8
          state:idle idel>30s | UNKNOWN_FIELD | idel | idle | 11 | 19
          group>3 | NOT_COMPARABLE | group | group: | 0 | 7
          idle>soon | BAD_VALUE | soon | idle>30s | 0 | 9
          state:lazy | BAD_VALUE | lazy | state:idle | 0 | 10
          memory>lots | BAD_VALUE | lots | memory>4Gi | 0 | 11
          """)
  void saysWhatItCanNotUnderstand(
      String filter, Problem.Kind kind, String word, String near, int start, int end) {
    assertThat(NodeFilter.of(filter).problems())
        .containsExactly(new Problem(kind, word, near, start, end));
  }

  @Test
  void findsAWorkerThatAnActorHoldsThoughItIsUsed() {
    ClusterFacts used =
        ClusterFacts.of(
            Frames.guide()
                .withActor("small-group", "aaaaa", "actor1", 1, Duration.ofMinutes(9))
                .busy("small-group", "bbbbb", 1, 0, Duration.ofMinutes(9))
                .frame());
    assertThat(used.nodes()).allMatch(node -> node.held() == null);
    assertThat(used.nodes().stream().filter(NodeFilter.of("held:actor")::matches))
        .extracting(NodeFacts::end)
        .containsExactly("aaaaa");
  }

  @Test
  void leavesWrongWordsOutAndKeepsTheOthers() {
    NodeFilter filter = NodeFilter.of("grup:gpu state:idle");
    assertThat(large.nodes().stream().filter(filter::matches)).hasSize(24);
  }
}
