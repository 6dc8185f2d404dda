package dev.raydeck.desktop.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.ObjectScene;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeColumnTest {
  private static List<NodeFacts> nodes(Frames frames) {
    return ClusterFacts.of(frames.frame()).workers();
  }

  @Test
  void writesRawValues() {
    List<NodeFacts> nodes =
        nodes(
            Frames.guide()
                .idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(9)));
    String[] lines = NodeColumn.csv(nodes).split("\r\n", -1);
    assertThat(lines[0])
        .isEqualTo(
            "pod,group,ready,kubernetes,ray,cpu,gpu,memory,store,idle,removal,held,restarts,age,node");
    assertThat(lines[1])
        .startsWith(
            "raycluster-autoscaler-small-group-worker-w7qzk,small-group,1/1,Running,IDLE,0/1,")
        .contains(",36,23,");
    assertThat(lines[2]).isEmpty();
    assertThat(NodeColumn.row(nodes.getFirst()).split("\t", -1))
        .hasSize(NodeColumn.values().length);
  }

  @Test
  void namesTheOwnerOfTheObjectsThatHold() {
    ClusterFacts facts =
        ClusterFacts.of(
            ObjectScene.frame(ObjectScene.told(ObjectScene.recorded(ObjectScene.NODE))));
    assertThat(NodeColumn.csv(facts.workers())).contains(",job 06000000,");
    NodeFacts worker = facts.workers().getFirst();
    for (String filter : List.of("held:object", "held:06000000", "held:any")) {
      assertThat(NodeFilter.of(filter).matches(worker)).as(filter).isTrue();
    }
    assertThat(NodeFilter.of("held:actor").matches(worker)).isFalse();
  }

  /// What the table shows where a worker has work.
  @Test
  void namesTheActorThatWorks() {
    NodeFacts worker =
        nodes(Frames.guide().withActor("small-group", "w7qzk", "actor1", 1, Duration.ofMinutes(9)))
            .getFirst();
    assertThat(NodeColumn.HELD.value(worker)).isEqualTo("actor1");
    assertThat(NodeFilter.of("held:actor1").matches(worker)).isTrue();
    assertThat(NodeFilter.of("held:any").matches(worker)).isFalse();
  }

  @Test
  void quotesWhatASheetWouldMisread() {
    List<NodeFacts> nodes =
        nodes(Frames.guide().failed("=cmd,x", "k8wpx", "Err\"Image\"", Duration.ofMinutes(4)));
    assertThat(NodeColumn.csv(nodes)).contains("\"'=cmd,x\"").contains("\"Err\"\"Image\"\"\"");
  }
}
