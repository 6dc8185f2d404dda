package dev.raydeck.desktop.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.FrameHealth;
import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.ObjectScene;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Answers;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Reasons;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Health;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The headline says the thing of highest rank, in a sentence a person can act on.
class OverviewModelTest {
  private final Words words = new Words(Language.ENGLISH);
  private final Figures figures = new Figures(words, ZoneOffset.UTC);
  private final Clauses clauses = new Clauses(words, figures);
  private final OverviewModel model = new OverviewModel(words, figures, clauses);
  private final FourFacts four = new FourFacts(words, figures, clauses);

  private String headline(Frames frames) {
    return headline(frames.frame());
  }

  private String headline(SessionFrame frame) {
    return model.headline(ClusterFacts.of(frame), Frames.NOW, false).plain();
  }

  @Test
  void saysThatNothingAskedForAWorker() {
    assertThat(headline(Frames.guide())).isEqualTo("No worker yet. Nothing has asked for one.");
  }

  @Test
  void saysWhenTheNextWorkerGoes() {
    Frames frames =
        Frames.guide().idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(2));
    assertThat(headline(frames)).isEqualTo("w7qzk goes in 23 s unless new work arrives.");
  }

  @Test
  void tellsNothingAsDoneWhilePaused() {
    Frames asks = Frames.guide().demand(ResourceBundle.of("CPU", 1), 2);
    assertThat(paused(asks))
        .isEqualTo("Paused: 2 new workers would be asked for, and nothing is sent.");
    Frames idle =
        Frames.guide().idle("small-group", "w7qzk", Duration.ofSeconds(70), Duration.ofMinutes(2));
    assertThat(paused(idle)).isEqualTo("Paused: w7qzk could go, and nothing is sent.");
    assertThat(paused(Frames.guide())).isEqualTo("No worker yet. Nothing has asked for one.");
  }

  private String paused(Frames frames) {
    return model.headline(ClusterFacts.of(frames.frame()), Frames.NOW, true).plain();
  }

  @Test
  void saysWhyKubeRayCannotMakePods() {
    Frames frames =
        Frames.guide()
            .condition(
                "ReplicaFailure",
                """
                FailedCreateWorkerPod
                pods "raycluster-autoscaler-small-group-worker-lrtqv" is forbidden: exceeded quota:\
                 tight, requested: pods=1, used: pods=2, limited: pods=2\
                """);
    assertThat(headline(frames))
        .isEqualTo(
            "KubeRay cannot make the Pods it was asked for: exceeded quota: tight,"
                + " requested: pods=1, used: pods=2, limited: pods=2.");
  }

  @Test
  void putsTheInfeasibleBeforeWhatGoes() {
    assertThat(headline(Frames.guideScene()))
        .isEqualTo("{CPU: 2} fits no group: small-group is 1 CPU short.");
  }

  @Test
  void putsTheHeldBeforeTheInfeasible() {
    Frames frames =
        Frames.guideScene()
            .withActor("small-group", "f8w2k", "_StatsActor", 0, Duration.ofHours(7));
    assertThat(headline(frames)).isEqualTo("f8w2k uses nothing and stays: _StatsActor keeps it.");
  }

  @Test
  void putsAFailedWorkerFirst() {
    Frames frames =
        Frames.guideScene()
            .failed("small-group", "k8wpx", "ImagePullBackOff", Duration.ofMinutes(2));
    assertThat(headline(frames)).isEqualTo("k8wpx failed to start: ImagePullBackOff.");
  }

  @Test
  void namesTheMaximumThatBites() {
    Frames frames =
        Frames.empty()
            .group("small-group", 0, 1, 1, 0, 1)
            .withActor("small-group", "8hxg4", "actor1", 1, Duration.ofMinutes(2))
            .demand(ResourceBundle.of("CPU", 1), 4);
    assertThat(headline(frames)).isEqualTo("4 × {CPU: 1} wait: small-group is at its maximum, 1.");
  }

  @Test
  void saysWhatComes() {
    Frames frames = Frames.guide().starting("small-group", "k9tbn", Duration.ofSeconds(12));
    assertThat(headline(frames)).isEqualTo("1 worker is coming: k9tbn.");
  }

  @Test
  void saysTheHeadIsNotReady() {
    assertThat(headline(Frames.guide().headNotReady("CrashLoopBackOff")))
        .isEqualTo(
            "The head is not ready: CrashLoopBackOff for 41 min. Nothing scales until it runs.");
  }

  /// Its Pod is ready: it was only not asked yet.
  @Test
  void takesAnUnreadHeadForNoTrouble() {
    ClusterFacts unread = ClusterFacts.of(FrameHealth.rayUnread(Frames.guideScene().frame()));
    assertThat(model.headline(unread, Frames.NOW, false).plain())
        .isEqualTo("Reading the Ray head: Pods are live, what they do is not known yet.");
    ClusterFacts none = ClusterFacts.of(FrameHealth.rayUnread(Frames.guide().frame()));
    assertThat(four.going(none, Frames.NOW).number()).isEqualTo("?");
    assertThat(four.coming(none).number()).isEqualTo("?");
  }

  @Test
  void promisesNoRemovalOnOldData() {
    Frames frames =
        Frames.guide()
            .rayLost(Duration.ofSeconds(18))
            .idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(2));
    assertThat(headline(frames))
        .isEqualTo("Idle clocks are not known since 14:07:04: the Ray head does not answer.");
    assertThat(four.going(ClusterFacts.of(frames.frame()), Frames.NOW).clause().plain())
        .doesNotContain("next");
  }

  @Test
  void doesNotCallTheUnknownZero() {
    ClusterFacts nothing = ClusterFacts.of(Frames.nothing(Health.State.FORBIDDEN, "no"));
    assertThat(model.headline(nothing, Frames.NOW, false).plain())
        .isEqualTo("You may not read this RayCluster.");
    assertThat(four.held(nothing).number()).isEqualTo("?");
    assertThat(
            four.waiting(ClusterFacts.of(Frames.guide().headNotReady("Pending").frame())).number())
        .isEqualTo("?");
  }

  @Test
  void promisesNothingThatABreakpointHolds() {
    SessionFrame waits =
        Frames.guide().mode(Mode.DRIVE).demand(ResourceBundle.of("CPU", 1), 1).frame();
    Intent launch = new Intent(Map.of("small-group", 1), List.of());
    Breakpoints.Stop stop = new Breakpoints.Stop(launch, Frames.NOW, Frames.NOW);
    SessionFrame held = waits.with(new Breakpoints(Set.of(), stop, Intent.NONE, null, null));
    ClusterFacts facts = ClusterFacts.of(held);
    assertThat(headline(held)).isEqualTo("Held before a launch: 1 × small-group.");
    assertThat(model.detail(facts).plain()).isEmpty();
    assertThat(four.coming(facts).clause().plain()).isEqualTo("1 held at a breakpoint");
    assertThat(four.waiting(facts).clause().plain())
        .isEqualTo("Held back: a breakpoint waits for you");
  }

  @Test
  void answersGoingComingWaitingHeld() {
    ClusterFacts facts = ClusterFacts.of(Frames.guideScene().frame());
    assertThat(four.going(facts, Frames.NOW))
        .returns("3", FourFacts.Fact::number)
        .returns("next w7qzk in 23 s unless work arrives", fact -> fact.clause().plain());
    assertThat(four.coming(facts).clause().plain())
        .isEqualTo("No new worker would help what waits");
    assertThat(four.waiting(facts))
        .returns("2 CPU", FourFacts.Fact::number)
        .returns("Infeasible: small-group is 1 CPU short", fact -> fact.clause().plain());
    assertThat(four.held(facts).clause().plain()).isEqualTo("Nothing keeps an unused worker alive");
  }

  @Test
  void speaksOfATurnOnlyWhereOneWasTaken() {
    SessionFrame seen = Frames.guide().demand(ResourceBundle.of("CPU", 1), 2).frame();
    assertThat(coming(seen, Mode.OBSERVE)).isEqualTo("2 at the autoscaler’s next update");
    assertThat(coming(seen, Mode.DRIVE)).isEqualTo("2 asked for this turn");
    Verdict group =
        ClusterFacts.of(seen).verdict(new Verdict.Subject.Group("small-group")).orElseThrow();
    Answers answers = new Answers(words, figures, new Reasons(words, figures));
    assertThat(answers.answer(group, "small-group", Mode.OBSERVE).plain())
        .isEqualTo("small-group gets 2 workers at the autoscaler’s next update.");
    assertThat(answers.answer(group, "small-group", Mode.DRIVE).plain())
        .isEqualTo("small-group gets 2 workers this turn.");
  }

  private String coming(SessionFrame seen, Mode mode) {
    SessionFrame in =
        new SessionFrame(
            seen.turn(),
            seen.at(),
            mode,
            false,
            seen.snapshot(),
            seen.decision(),
            seen.result(),
            seen.apiServer(),
            seen.rayHead(),
            seen.autoscaler(),
            null,
            null);
    return four.coming(ClusterFacts.of(in)).clause().plain();
  }

  @Test
  void namesTheOwnerOfTheObjectsThatHoldAWorker() {
    ClusterFacts facts =
        ClusterFacts.of(
            ObjectScene.frame(ObjectScene.told(ObjectScene.recorded(ObjectScene.NODE))));
    assertThat(model.headline(facts, Frames.NOW, false).plain())
        .isEqualTo("f8w2k uses nothing and stays: objects of job 06000000 and 2 more keep it.");
    assertThat(four.held(facts).clause().plain())
        .isEqualTo("objects of job 06000000 and 2 more hold f8w2k");
    assertThat(model.headline(ClusterFacts.of(ObjectScene.frame(null)), Frames.NOW, false).plain())
        .isEqualTo("f8w2k uses nothing and stays: objects in its object store keep it.");
  }

  @Test
  void countsWorkersByState() {
    assertThat(model.detail(ClusterFacts.of(Frames.guideScene().frame())).plain())
        .isEqualTo("4 workers: 1 busy, 1 idle, 1 marked, 1 terminating.");
  }
}
