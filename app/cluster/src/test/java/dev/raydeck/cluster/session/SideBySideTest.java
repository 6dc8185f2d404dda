package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Shadow;
import dev.raydeck.model.Shadow.Peer;
import dev.raydeck.model.Shadow.Removal;
import dev.raydeck.model.Shadow.Size;
import dev.raydeck.model.Shadow.Turn;
import dev.raydeck.model.Shadow.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sequences worked by hand: turns of ours at seconds, and what stands in the RayCluster then.
class SideBySideTest {
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

  private Shadow shadow = Shadow.NONE;
  private long number;
  private Theirs there = theirs(0);

  @Test
  void agreesAtOnceWhereNobodyWantsAnything() {
    turn(0, 0);
    turn(5, 0);
    assertThat(verdicts()).containsExactly(Verdict.AGREES, Verdict.AGREES);
    assertThat(shadow.compared()).isEqualTo(2);
    assertThat(shadow.differing()).isZero();
  }

  @Test
  void agreesWhenTheOtherFollows() {
    turn(0, 3);
    assertThat(verdicts()).containsExactly(Verdict.NOT_YET);
    assertThat(shadow.compared()).isZero();
    look(theirs(3));
    assertThat(sizes(1)).containsExactly(new Size("g", 0, 3, 3, Verdict.AGREES));
    assertThat(shadow.compared()).isEqualTo(1);
  }

  @Test
  void differsOnlyWhenTwoLaterTurnsWantItStillAfterTheWait() {
    turn(0, 3);
    turn(5, 3);
    turn(10, 3);
    assertThat(verdicts()).containsOnly(Verdict.NOT_YET);
    turn(15, 3);
    assertThat(verdicts())
        .containsExactly(Verdict.DIFFERS, Verdict.NOT_YET, Verdict.NOT_YET, Verdict.NOT_YET);
    assertThat(sizes(1)).containsExactly(new Size("g", 0, 3, 0, Verdict.DIFFERS));
    turn(20, 3);
    assertThat(shadow.differing()).isEqualTo(2);
  }

  /// A clock at sixty times makes twelve seconds of a fifth of one: turns count too.
  @Test
  void waitsForTwoTurnsHoweverFastTheClockIs() {
    turn(0, 3);
    turn(60, 3);
    assertThat(verdicts()).containsOnly(Verdict.NOT_YET);
    turn(120, 3);
    assertThat(verdicts().getFirst()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatIsDoneLateDifferedAndTheLaterTurnsAgree() {
    turn(0, 3);
    turn(5, 3);
    turn(10, 3);
    turn(15, 3);
    look(theirs(3));
    assertThat(verdicts())
        .containsExactly(Verdict.DIFFERS, Verdict.AGREES, Verdict.AGREES, Verdict.AGREES);
    assertThat(shadow.differing()).isEqualTo(1);
    assertThat(shadow.compared()).isEqualTo(4);
  }

  @Test
  void whatIsWantedNoMoreNeverDiffered() {
    turn(0, 3);
    turn(5, 0);
    assertThat(verdicts()).containsExactly(Verdict.WITHDRAWN, Verdict.AGREES);
    turn(60, 0);
    assertThat(shadow.differing()).isZero();
    assertThat(shadow.compared()).isEqualTo(2);
  }

  @Test
  void aWishThatTurnsRoundIsWithdrawn() {
    there = theirs(3);
    turn(0, 2);
    turn(5, 4);
    assertThat(verdicts()).containsExactly(Verdict.WITHDRAWN, Verdict.NOT_YET);
  }

  @Test
  void halfTheWayIsNotEnough() {
    turn(0, 3);
    look(theirs(2));
    assertThat(sizes(1)).containsExactly(new Size("g", 0, 3, 2, Verdict.NOT_YET));
    turn(5, 3);
    turn(10, 3);
    turn(15, 3);
    assertThat(sizes(1)).containsExactly(new Size("g", 0, 3, 2, Verdict.DIFFERS));
    assertThat(sizes(4)).containsExactly(new Size("g", 2, 3, 2, Verdict.NOT_YET));
  }

  /// Ray asks for ten at a time: each step of ours is met by a step of the other.
  @Test
  void followsAClimbInSteps() {
    turn(0, 10);
    look(theirs(10));
    turn(5, 20);
    look(theirs(20));
    turn(10, 25);
    look(theirs(25));
    turn(15, 25);
    assertThat(verdicts()).containsOnly(Verdict.AGREES);
  }

  @Test
  void moreThanWantedWithinAShortTimeIsALaterDecision() {
    turn(0, 3);
    look(theirs(5));
    assertThat(verdicts()).containsExactly(Verdict.AGREES);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # was, ours wants, theirs did, verdict
          0, 2, 2, AGREES
          0, 0, 2, DIFFERS
          0, 3, 2, NOT_YET
          0, 1, 2, DIFFERS
          2, 1, 1, AGREES
          2, 2, 1, DIFFERS
          2, 3, 1, DIFFERS
          2, 1, 3, DIFFERS
          """)
  void judgesWhatTheOtherDidByAWorldWithoutIt(int was, int wanted, int did, Verdict verdict) {
    surprise(0, theirs(was), theirs(did), wanted);
    assertThat(sizes(1)).containsExactly(new Size("g", was, wanted, did, verdict));
  }

  @Test
  void whatOursWantedShortlyBeforeIsNoSurprise() {
    turn(0, 2);
    turn(5, 0);
    assertThat(SideBySide.isWanted(shadow, theirs(0), theirs(2), at(6))).isTrue();
    assertThat(SideBySide.isWanted(shadow, theirs(0), theirs(3), at(6))).isFalse();
    assertThat(SideBySide.isWanted(shadow, theirs(0), theirs(2), at(13))).isFalse();
    surprise(6, theirs(0), theirs(2), 0);
    assertThat(sizes(3)).containsExactly(new Size("g", 0, 0, 2, Verdict.AGREES));
  }

  @Test
  void agreesOnTheSameWorker() {
    turn(0, 0, "w1");
    assertThat(SideBySide.asked(shadow)).containsExactly("w1");
    look(theirs(0, "w1"));
    assertThat(removals(1)).containsExactly(new Removal("w1", true, true, Verdict.AGREES));
    assertThat(SideBySide.asked(shadow)).isEmpty();
  }

  @Test
  void anotherWorkerIsADifference() {
    there = theirs(2);
    turn(0, 2, "w1");
    assertThat(SideBySide.isWanted(shadow, theirs(2), theirs(2, "w2"), at(3))).isFalse();
    surprise(3, theirs(2), theirs(2, "w2"), 2, "w1");
    assertThat(removals(2))
        .containsExactly(
            new Removal("w1", true, false, Verdict.NOT_YET),
            new Removal("w2", false, true, Verdict.DIFFERS));
    turn(8, 2);
    assertThat(removals(1)).extracting(Removal::verdict).containsExactly(Verdict.WITHDRAWN);
    assertThat(shadow.differing()).isEqualTo(1);
  }

  @Test
  void aWorkerThatStaysDiffersAfterTheWait() {
    for (int at = 0; at <= 15; at += 5) {
      turn(at, 0, "w1");
    }
    assertThat(removals(1)).containsExactly(new Removal("w1", true, false, Verdict.DIFFERS));
    assertThat(shadow.differing()).isEqualTo(1);
  }

  @Test
  void aWorkerThatIsGoneNeedsNobodyToRemoveIt() {
    turn(0, 0, "w1");
    look(new Theirs(Map.of("g", 0), Set.of(), Set.of("w1")));
    assertThat(removals(1)).extracting(Removal::verdict).containsExactly(Verdict.AGREES);
  }

  @Test
  void aWorkerThatBothRemoveTakesItsReplicaAlong() {
    there = theirs(1);
    turn(0, 1, "w1");
    surprise(3, theirs(1), theirs(0, "w1"), 1);
    assertThat(sizes(2)).containsExactly(new Size("g", 1, 1, 0, Verdict.AGREES));
  }

  @Test
  void aWorkerNamedAfterItsDrainIsNotASecondRemoval() {
    turn(0, 1, "w1");
    look(theirs(0, "w1"));
    turn(5, 0);
    assertThat(verdicts().getLast()).isEqualTo(Verdict.AGREES);
    assertThat(removals(2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"OFF", "NO_CONTAINER", "DOWN"})
  void comparesWithNobodyWhereNobodyRuns(Peer nobody) {
    turn(0, 3);
    peer = nobody;
    turn(5, 3);
    assertThat(verdicts()).containsExactly(Verdict.UNCOMPARED, Verdict.UNCOMPARED);
    turn(60, 3);
    assertThat(shadow.peer()).isEqualTo(nobody);
    assertThat(shadow.compared()).isZero();
    assertThat(shadow.differing()).isZero();
    peer = Peer.RUNS;
    turn(65, 3);
    turn(70, 3);
    assertThat(verdicts().subList(3, 5)).containsOnly(Verdict.NOT_YET);
  }

  @Test
  void keepsWhatIsRecentAndCountsAll() {
    for (int i = 0; i < 200; i++) {
      turn(5 * i, 0);
    }
    assertThat(shadow.turns()).hasSize(60);
    assertThat(shadow.turns().getLast().number()).isEqualTo(200);
    assertThat(shadow.compared()).isEqualTo(200);
  }

  private Peer peer = Peer.RUNS;

  private void turn(int seconds, int wanted, String... removals) {
    take(seconds, there, wanted, removals);
  }

  private void surprise(int seconds, Theirs before, Theirs now, int wanted, String... removals) {
    there = now;
    take(seconds, before, wanted, removals);
  }

  private void take(int seconds, Theirs before, int wanted, String... removals) {
    number++;
    Ours ours = new Ours(number, at(seconds), before, Map.of("g", wanted), Set.of(removals));
    shadow = SideBySide.turn(shadow, peer, ours, there);
  }

  private void look(Theirs now) {
    there = now;
    shadow = SideBySide.look(shadow, now);
  }

  private static Theirs theirs(int replicas, String... removing) {
    return new Theirs(Map.of("g", replicas), Set.of(removing), Set.of());
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private List<Verdict> verdicts() {
    return shadow.turns().stream().map(Turn::verdict).toList();
  }

  private List<Size> sizes(int turn) {
    return turnOf(turn).sizes();
  }

  private List<Removal> removals(int turn) {
    return turnOf(turn).removals();
  }

  private Turn turnOf(int wanted) {
    return shadow.turns().stream()
        .filter(turn -> turn.number() == wanted)
        .findFirst()
        .orElseThrow();
  }
}
