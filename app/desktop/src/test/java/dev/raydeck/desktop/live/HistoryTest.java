package dev.raydeck.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Beside;
import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.Shadow;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();
  private final Words words = new Words(Language.ENGLISH);
  private final Decisions decisions = new Decisions(words, new Figures(words, ZoneOffset.UTC));

  private void add(int second, Frames frames) {
    history.add(
        ClusterFacts.of(frames.at(Frames.NOW.plusSeconds(second)).turn(100 + second).frame()));
  }

  @Test
  void countsHowOftenAnIdleClockBeganAnew() {
    add(1, idle(1));
    add(5, idle(5));
    add(10, idle(1));
    add(20, idle(11));
    add(25, Frames.guide().busy("small-group", "w7qzk", 1, 0, Duration.ofMinutes(3)));
    add(30, idle(2));
    String node =
        Objects.requireNonNull(ClusterFacts.of(idle(1).frame()).workers().getFirst().ray())
            .nodeId();
    assertThat(history.idleRestarts(node)).hasSize(2);
    assertThat(history.idleRestarts("another")).isEmpty();
  }

  private static Frames idle(int seconds) {
    return Frames.guide()
        .idle("small-group", "w7qzk", Duration.ofSeconds(seconds), Duration.ofMinutes(2));
  }

  @Test
  void foldsEqualDecisions() {
    for (int at : List.of(0, 5, 10)) {
      add(at, Frames.guide().mode(Mode.DRIVE));
    }
    assertThat(history.decisions()).hasSize(1);
    assertThat(history.decisions().getFirst().times()).isEqualTo(3);
    assertThat(lines()).containsExactly("Keep 0, 3 turns.");
  }

  @Test
  void countsATurnOnce() {
    add(0, Frames.guide().mode(Mode.DRIVE));
    add(0, Frames.guide().mode(Mode.DRIVE));
    assertThat(history.turns()).isEqualTo(1);
    assertThat(history.explanations()).isZero();
  }

  @Test
  void callsNothingATurnWhileNoneIsTaken() {
    add(0, Frames.guide());
    add(1, Frames.guide());
    assertThat(history.turns()).isZero();
    assertThat(history.explanations()).isEqualTo(2);
    assertThat(lines()).containsExactly("Keep 0. Nothing to add, nothing to remove.");
    add(5, Frames.guide().mode(Mode.DRIVE));
    assertThat(lines()).as("a turn is not folded into looks").hasSize(2);
  }

  @Test
  void tellsWhatTheInTreeAutoscalerMadeOfATurnWhenThatIsKnown() {
    Shadow.Turn first = shadowed(100, Shadow.Verdict.NOT_YET);
    add(0, waiting().shadow(shadow(first)));
    Shadow.Turn second = shadowed(105, Shadow.Verdict.NOT_YET);
    add(5, waiting().shadow(shadow(first, second)));
    assertThat(beside())
        .containsExactly(
            "not yet: small-group 0, ours 1 (turn 105)",
            "not yet: small-group 0, ours 1 (turn 100)");
    first = shadowed(100, Shadow.Verdict.DIFFERS);
    second = shadowed(105, Shadow.Verdict.DIFFERS);
    add(10, waiting().shadow(shadow(first, second, shadowed(110, Shadow.Verdict.NOT_YET))));
    assertThat(beside())
        .as("settled alike, they are one line")
        .containsExactly(
            "not yet: small-group 0, ours 1 (turn 110)",
            "differs: small-group 0, ours 1 (turn 105)");
    assertThat(history.decisions().getLast().times()).isEqualTo(2);
    add(15, Frames.guide());
    assertThat(beside())
        .as("after SHADOW nobody settles what was open")
        .containsExactly("-", "-", "differs: small-group 0, ours 1 (turn 105)");
  }

  private static Frames waiting() {
    return Frames.guide().demand(ResourceBundle.of("CPU", 1), 1);
  }

  private static Shadow shadow(Shadow.Turn... turns) {
    return new Shadow(Shadow.Peer.RUNS, List.of(turns), 0, 0);
  }

  private static Shadow.Turn shadowed(long turn, Shadow.Verdict verdict) {
    return new Shadow.Turn(
        turn,
        Frames.NOW,
        Shadow.Peer.RUNS,
        List.of(new Shadow.Size("small-group", 0, 1, 0, verdict)),
        List.of());
  }

  private List<String> beside() {
    return DecisionLog.lines(history, decisions, 10).stream()
        .map(line -> {
          Beside beside = line.beside();
          return beside == null
              ? "-"
              : "%s (turn %d)".formatted(beside.text(), line.times().turn());
        })
        .toList();
  }

  @Test
  void tellsWhatWasAddedAndForWhat() {
    add(0, Frames.guide().demand(ResourceBundle.of("CPU", 1), 2));
    assertThat(lines()).containsExactly("Add 2 small-group. 2 × {CPU: 1} did not fit.");
  }

  @Test
  void tellsAnInfeasibleRequestOnce() {
    add(0, Frames.guide().waitingActor("big1", 2));
    add(5, Frames.guide().waitingActor("big1", 2).demand(ResourceBundle.of("CPU", 1), 1));
    assertThat(lines())
        .containsExactly(
            "Add 1 small-group. 1 × {CPU: 1} did not fit.",
            "{CPU: 2} is infeasible. Nearest small-group: 1 CPU short.");
  }

  @Test
  void tellsWhyAWorkerGoes() {
    add(
        0,
        Frames.guide().idle("small-group", "d2mfr", Duration.ofSeconds(61), Duration.ofMinutes(5)));
    assertThat(lines().getFirst()).startsWith("Remove d2mfr. Idle 6").endsWith("longer than 60 s.");
  }

  @Test
  void keepsOfManyWorkersThatGoHowManyAndNotEach() {
    add(0, ended("aaaaa", "bbbbb", "ccccc", "ddddd"));
    add(5, ended("aaaaa", "bbbbb", "ccccc", "ddddd"));
    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst()).startsWith("Remove 4 workers. Idle 6");
    assertThat(history.decisions().getFirst().times()).isEqualTo(2);
    assertThat(Objects.requireNonNull(history.decisions().getFirst().decision().removal()).names())
        .isEmpty();
    add(10, ended("aaaaa", "bbbbb", "ccccc", "eeeee"));
    assertThat(history.decisions()).as("others go: another decision").hasSize(2);
  }

  private static Frames ended(String... workers) {
    Frames frames = Frames.guide();
    for (String worker : workers) {
      frames.idle("small-group", worker, Duration.ofSeconds(61), Duration.ofMinutes(5));
    }
    return frames;
  }

  @Test
  void marksChangesOfSize() {
    add(0, Frames.guide());
    add(5, Frames.guide().starting("small-group", "aaaaa", Duration.ofSeconds(1)));
    assertThat(history.changes())
        .containsExactly(new History.SizeChange(Frames.NOW.plusSeconds(5), "small-group", 1));
  }

  @Test
  void keepsFewPointsOfWhatStaysTheSameAndEveryChange() {
    for (int second = 0; second < 8; second++) {
      add(second, second < 5 ? Frames.guide() : idle(1));
    }
    assertThat(history.points().stream().map(History.Point::at))
        .containsExactly(Frames.NOW, Frames.NOW.plusSeconds(5), Frames.NOW.plusSeconds(7));
  }

  @Test
  void forgetsWhatIsOlderThanHalfAnHour() {
    add(0, Frames.guide());
    add(1_801, Frames.guide());
    assertThat(history.points()).hasSize(1);
  }

  @Test
  void keepsNoPointWhileTheHeadIsSilent() {
    add(0, Frames.guide().rayLost(Duration.ofSeconds(20)));
    assertThat(history.points()).isEmpty();
  }

  private List<String> lines() {
    return DecisionLog.lines(history, decisions, 10).stream()
        .map(DecisionLine::sentence)
        .map(sentence -> sentence.plain())
        .toList();
  }
}
