package dev.raydeck.desktop.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.ObjectScene;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Answers;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Reasons;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the engine says would follow if the gate that holds opened, and the sentence for it.
class GateOpeningTest {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final ResourceBundle CPU = new ResourceBundle(Map.of("CPU", 1.0));

  private final Words words = new Words(Language.ENGLISH);
  private final Figures figures = new Figures(words, ZoneOffset.UTC);
  private final OpeningWords opening =
      new OpeningWords(words, figures, new Answers(words, figures, new Reasons(words, figures)));

  private static Optional<GateOpening> node(Frames frames, String end) {
    return node(frames.frame(), end);
  }

  private static Optional<GateOpening> node(SessionFrame frame, String end) {
    ClusterFacts facts = ClusterFacts.of(frame);
    Verdict verdict =
        Objects.requireNonNull(facts.decision()).verdicts().stream()
            .filter(found ->
                found.subject() instanceof Verdict.Subject.Node node
                    && Objects.requireNonNull(node.podName()).endsWith(end))
            .findFirst()
            .orElseThrow();
    return GateOpening.of(snapshot(facts), verdict);
  }

  private static Optional<GateOpening> demand(Frames frames) {
    ClusterFacts facts = ClusterFacts.of(frames.frame());
    Verdict verdict =
        Objects.requireNonNull(facts.decision()).verdicts().stream()
            .filter(found -> found.subject() instanceof Verdict.Subject.Demand)
            .findFirst()
            .orElseThrow();
    return GateOpening.of(snapshot(facts), verdict);
  }

  private static ClusterSnapshot snapshot(ClusterFacts facts) {
    return Objects.requireNonNull(facts.snapshot());
  }

  private String says(Optional<GateOpening> found, String name) {
    return opening.say(found.orElseThrow(), name).plain();
  }

  @Test
  void aKilledActorLetsItsWorkerGoAfterTheTimeout() {
    Frames frames = Frames.guide().withActor("small-group", "f8w2k", "actor1", 1, AGE);
    Optional<GateOpening> found = node(frames, "f8w2k");
    assertThat(says(found, "f8w2k"))
        .isEqualTo(
            "If actor1 were killed, the other gates would pass, and f8w2k would go 60 s later.");
    assertThat(opening.action(found.orElseThrow().way())).contains("Kill actor1…");
    assertThat(found.orElseThrow().gate(new Reason.AboveMinReplicas("small-group", 1, 0)))
        .map(Gate::state)
        .contains(Gate.State.PASSES);
  }

  @Test
  void aKilledActorIsNotEnoughWhereTheGroupKeepsItsMinimum() {
    Frames frames =
        Frames.empty()
            .group("small-group", 1, 10, 1, 0, 1)
            .withActor("small-group", "f8w2k", "actor1", 1, AGE);
    assertThat(says(node(frames, "f8w2k"), "f8w2k"))
        .isEqualTo(
            "If actor1 were killed, another gate would hold."
                + " f8w2k stays: small-group must keep minReplicas, 1.");
  }

  @Test
  void aWaitingDemandWouldTakeTheFreedWorker() {
    Frames frames =
        Frames.empty()
            .group("small-group", 0, 1, 1, 0, 1)
            .withActor("small-group", "f8w2k", "actor1", 1, AGE)
            .demand(CPU, 1);
    assertThat(says(node(frames, "f8w2k"), "f8w2k"))
        .startsWith("If actor1 were killed, another gate would hold.")
        .contains("waiting demand has its place there");
  }

  @Test
  void anIdleClockThatEndsLetsItGo() {
    Frames frames = Frames.guide().idle("small-group", "w7qzk", Duration.ofSeconds(37), AGE);
    assertThat(says(node(frames, "w7qzk"), "w7qzk"))
        .isEqualTo("When its time is up, the other gates pass, and w7qzk goes.");
  }

  @Test
  void aLowerMinimumLetsItGo() {
    Frames frames =
        Frames.empty()
            .group("small-group", 2, 10, 1, 0, 1)
            .idle("small-group", "aaaaa", Duration.ofSeconds(70), AGE)
            .busy("small-group", "bbbbb", 1, 0, AGE);
    Optional<GateOpening> found = node(frames, "aaaaa");
    assertThat(found.orElseThrow().way())
        .isEqualTo(new GateOpening.Way.MinReplicas("small-group", 2, 1));
    assertThat(says(found, "aaaaa"))
        .isEqualTo(
            "With minReplicas 1 of small-group, the other gates would pass,"
                + " and aaaaa would go in the next turn.");
  }

  @Test
  void aHigherMaximumIsEnoughForAllThatWaits() {
    Frames frames =
        Frames.empty()
            .group("small-group", 0, 1, 1, 0, 1)
            .busy("small-group", "bbbbb", 1, 0, AGE)
            .demand(CPU, 3);
    Optional<GateOpening> found = demand(frames);
    assertThat(found.orElseThrow().way())
        .isEqualTo(new GateOpening.Way.MaxReplicas("small-group", 1, 4, 3));
    assertThat(says(found, "{CPU: 1}"))
        .isEqualTo("With maxReplicas 4 of small-group, the next turn would launch 3 small-group.");
    assertThat(opening.action(found.orElseThrow().way())).contains("Set maxReplicas 4…");
  }

  @Test
  void aTurnLaunchesNoMoreThanItMay() {
    Frames frames =
        Frames.empty()
            .group("small-group", 0, 1, 1, 0, 1)
            .busy("small-group", "bbbbb", 1, 0, AGE)
            .demand(CPU, 40);
    assertThat(says(demand(frames), "{CPU: 1}"))
        .isEqualTo(
            "With maxReplicas 41 of small-group, the next turn would launch 10 small-group;"
                + " 40 are wanted in all.");
  }

  @Test
  void objectsThatAreLetGoLetTheirWorkerGo() {
    SessionFrame frame = ObjectScene.frame(ObjectScene.told(List.of()));
    assertThat(says(node(frame, ObjectScene.END), ObjectScene.END))
        .isEqualTo(
            "When these objects are let go, the other gates would pass,"
                + " and f8w2k would go 60 s later.");
  }

  @Test
  void aClearedConstraintLetsItGo() {
    Frames frames =
        Frames.guide().idle("small-group", "w7qzk", Duration.ofSeconds(70), AGE).constraint(CPU, 1);
    Optional<GateOpening> found = node(frames, "w7qzk");
    assertThat(found.orElseThrow().way()).isEqualTo(new GateOpening.Way.ConstraintCleared());
    assertThat(says(found, "w7qzk"))
        .isEqualTo(
            "If request_resources() were cleared, the other gates would pass,"
                + " and w7qzk would go in the next turn.");
  }

  @Test
  void nothingOpensTheHeadsGate() {
    assertThat(node(Frames.guide().busy("small-group", "bbbbb", 1, 0, AGE), "bbbbb"))
        .get()
        .extracting(GateOpening::way)
        .isEqualTo(new GateOpening.Way.WorkEnded(Duration.ofSeconds(60), false));
    assertThat(demand(Frames.guide().demand(new ResourceBundle(Map.of("CPU", 2.0)), 1))).isEmpty();
  }
}
