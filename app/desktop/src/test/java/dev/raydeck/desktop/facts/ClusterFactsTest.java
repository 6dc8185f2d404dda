package dev.raydeck.desktop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.ObjectScene;
import dev.raydeck.model.Health;
import dev.raydeck.model.ResourceBundle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterFactsTest {
  private static ClusterFacts facts(Frames frames) {
    return ClusterFacts.of(frames.frame());
  }

  private static NodeFacts node(ClusterFacts facts, String end) {
    return facts.nodes().stream().filter(node -> node.end().equals(end)).findFirst().orElseThrow();
  }

  @Test
  void namesEveryStateOfAWorker() {
    ClusterFacts facts =
        facts(
            Frames.guideScene()
                .starting("small-group", "start", Duration.ofSeconds(20))
                .pending("small-group", "pends", "ContainerCreating", "", Duration.ofSeconds(3))
                .failed("small-group", "fails", "ImagePullBackOff", Duration.ofSeconds(90)));
    assertThat(node(facts, "8hxg4").state()).isEqualTo(NodeState.BUSY);
    assertThat(node(facts, "w7qzk").state()).isEqualTo(NodeState.IDLE);
    assertThat(node(facts, "d2mfr").state()).isEqualTo(NodeState.MARKED);
    assertThat(node(facts, "k9tbn").state()).isEqualTo(NodeState.TERMINATING);
    assertThat(node(facts, "start").state()).isEqualTo(NodeState.STARTING);
    assertThat(node(facts, "pends").state()).isEqualTo(NodeState.PENDING);
    assertThat(node(facts, "fails").state()).isEqualTo(NodeState.FAILED);
  }

  @Test
  void carriesIdleClocksForwardBetweenPolls() {
    NodeFacts idle = node(facts(Frames.guideScene()), "w7qzk");
    assertThat(idle.idle(Frames.NOW)).isEqualTo(Duration.ofSeconds(37));
    assertThat(idle.remaining(Frames.NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(20));
    assertThat(idle.remaining(Frames.NOW.plusSeconds(99))).isEqualTo(Duration.ZERO);
  }

  @Test
  void holdsAWorkerThatUsesNothingAndNamesTheActor() {
    ClusterFacts facts =
        facts(
            Frames.guide()
                .withActor("small-group", "f8w2k", "_StatsActor", 0, Duration.ofHours(7)));
    assertThat(facts.held()).extracting(NodeFacts::end).containsExactly("f8w2k");
    assertThat(node(facts, "f8w2k").held())
        .returns(Held.Cause.ACTOR, Held::cause)
        .returns("_StatsActor", Held::culprit);
  }

  @Test
  void holdsAWorkerForItsObjectsAndNamesTheirOwner() {
    ClusterFacts known =
        ClusterFacts.of(
            ObjectScene.frame(ObjectScene.told(ObjectScene.recorded(ObjectScene.NODE))));
    assertThat(node(known, ObjectScene.END).held())
        .returns(Held.Cause.OBJECT, Held::cause)
        .returns("job 06000000", Held::culprit)
        .returns(2, Held::more);
    assertThat(node(ClusterFacts.of(ObjectScene.frame(null)), ObjectScene.END).held())
        .returns(Held.Cause.OBJECT, Held::cause)
        .returns("", Held::culprit);
  }

  @Test
  void doesNotCallAnHonestlyBusyWorkerHeld() {
    assertThat(facts(Frames.guideScene()).held()).isEmpty();
  }

  @Test
  void holdsAWorkerPastItsTimeoutThatTheMinimumKeeps() {
    Frames frames =
        Frames.empty()
            .group("small-group", 1, 10, 1, 0, 1)
            .idle("small-group", "w7qzk", Duration.ofSeconds(90), Duration.ofMinutes(9));
    NodeFacts node = node(facts(frames), "w7qzk");
    assertThat(node.held()).returns(Held.Cause.MIN_REPLICAS, Held::cause);
  }

  @Test
  void sortsDemandsByTheirFateAndNamesWhoWaits() {
    ClusterFacts facts = facts(Frames.guideScene().demand(ResourceBundle.of("CPU", 1), 3));
    assertThat(facts.demands().getFirst().section()).isEqualTo(DemandFacts.Section.INFEASIBLE);
    assertThat(facts.demands().getFirst().actors())
        .extracting(actor -> actor.label())
        .containsExactly("big1");
    assertThat(facts.demands().getFirst().nearest().orElseThrow().missing().amount("CPU"))
        .isEqualTo(1);
    assertThat(facts.waiting("CPU")).isEqualTo(5);
  }

  @Test
  void addsUpWhatRunningNodesOffer() {
    ClusterFacts facts = facts(Frames.guideScene());
    assertThat(facts.capacity("CPU")).isEqualTo(3);
    assertThat(facts.used("CPU")).isEqualTo(1);
  }

  @Test
  void tellsHowMuchToTrust() {
    assertThat(facts(Frames.guide()).standing()).isEqualTo(Standing.LIVE);
    assertThat(facts(Frames.guide().lost(Duration.ofSeconds(9))).standing())
        .isEqualTo(Standing.LOST);
    assertThat(facts(Frames.guide().rayLost(Duration.ofSeconds(9))).standing())
        .isEqualTo(Standing.RAY_LOST);
    assertThat(facts(Frames.guide().headNotReady("Pending")).standing())
        .isEqualTo(Standing.HEAD_NOT_READY);
    assertThat(ClusterFacts.of(Frames.nothing(Health.State.FORBIDDEN, "")).standing())
        .isEqualTo(Standing.FORBIDDEN);
    assertThat(ClusterFacts.of(Frames.nothing(Health.State.ABSENT, "")).standing())
        .isEqualTo(Standing.ABSENT);
    assertThat(ClusterFacts.of(Frames.nothing(Health.State.CONNECTING, "")).standing())
        .isEqualTo(Standing.LOADING);
  }

  @Test
  void ordersTilesByWhatTheyDo() {
    GroupFacts group = facts(Frames.guideScene()).groups().getFirst();
    assertThat(group.nodes().stream().map(NodeFacts::end).toList())
        .isEqualTo(List.of("8hxg4", "w7qzk", "d2mfr", "k9tbn"));
  }
}
