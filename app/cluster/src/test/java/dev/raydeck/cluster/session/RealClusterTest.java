package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.RealRayCluster;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Shadow;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same session against a KubeRay of flesh and blood: `-Draydeck.it.kubeconfig=<kubeconfig>`.
@Tag("real-cluster")
class RealClusterTest {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int IDLE_SECONDS = 30;
  private static final Duration REMOVAL = Duration.ofSeconds(IDLE_SECONDS).plus(SOON);

  @Test
  void observesRaysOwnAutoscaler() throws Exception {
    Transcript transcript = new Transcript("observe-in-tree");
    Path audit = audit("observe-in-tree");
    try (RealRayCluster cluster = RealRayCluster.apply(true, IDLE_SECONDS);
        ClusterSession session = open(cluster, transcript, audit)) {
      RayStatusCheck ray = new RayStatusCheck(cluster, transcript);
      transcript.await(
          "head 2/2, Ray and its autoscaler answer",
          START,
          seen ->
              seen.isHeadReady(2)
                  && Seen.isOk(seen.frame().rayHead())
                  && Seen.isOk(seen.frame().autoscaler()));
      ray.agrees("before the launch");
      leavesTheDrivingToRay(session);
      changesOptionsUnlessSomebodyWasFaster(session);
      assertThat(session.mode(Mode.SHADOW).get().isRefused()).isFalse();

      assertThat(session.launch(LaunchRequest.oneCpu("actor1")).get())
          .isEqualTo(new LaunchOutcome(List.of("actor1"), Map.of(), null, null));
      Seen alive = transcript.await("actor1 runs", START, seen -> seen.isRunning("actor1"));
      RayActor actor = alive.actor("actor1").orElseThrow();
      RayPod worker = alive.podOf(actor).orElseThrow();
      assertThat(worker.group()).isEqualTo("small-group");
      ray.agrees("actor1 is ALIVE");

      assertThat(session.kill(List.of(actor.actorId())).get().killed())
          .containsExactly(actor.actorId());
      transcript.await("the worker is idle", SOON, seen -> seen.isIdle(worker.name()));
      ray.agrees("the worker is idle");
      Seen end = transcript.await("the worker is gone", REMOVAL, seen -> seen.workers().isEmpty());
      assertThat(end.frame().result().outcome()).isEqualTo(ActuationResult.Outcome.OBSERVED);
      agreedWithRay(transcript, worker);
      assertThat(Files.readString(audit)).doesNotContain("/replicas").contains("KillActorViaGcs");
    } finally {
      transcript.save();
    }
  }

  @Test
  void drivesWithoutTheInTreeAutoscaler() throws Exception {
    Transcript transcript = new Transcript("drive");
    Path audit = audit("drive");
    try (RealRayCluster cluster = RealRayCluster.apply(false, IDLE_SECONDS);
        ClusterSession session = open(cluster, transcript, audit)) {
      RayStatusCheck ray = new RayStatusCheck(cluster, transcript);
      transcript.await(
          "head 1/1 and Ray answers",
          START,
          seen -> seen.isHeadReady(1) && Seen.isOk(seen.frame().rayHead()));
      ModeChange change = session.mode(Mode.DRIVE).get();
      assertThat(change.isRefused()).describedAs("%s", change.refusal()).isFalse();

      letsOnlyOneDrive(cluster);
      explainsWhatNoGroupCanHold(session, transcript, ray);
      assertThat(Files.readString(audit)).doesNotContain("PATCH");

      session.launch(LaunchRequest.oneCpu("first")).get();
      Seen one = transcript.await("first runs", START, seen -> seen.isRunning("first"));
      RayActor first = one.actor("first").orElseThrow();
      RayPod firstPod = one.podOf(first).orElseThrow();
      session.launch(LaunchRequest.oneCpu("second")).get();
      Seen two = transcript.await("second runs", START, seen -> seen.isRunning("second"));
      RayActor second = two.actor("second").orElseThrow();
      RayPod secondPod = two.podOf(second).orElseThrow();
      assertThat(firstPod.name()).isNotEqualTo(secondPod.name());
      ray.agrees("both actors are ALIVE");

      session.kill(List.of(first.actorId())).get();
      Seen left =
          transcript.await(
              "the first worker is gone",
              REMOVAL,
              seen -> seen.workers().stream().map(RayPod::name).noneMatch(firstPod.name()::equals));
      assertThat(cluster.podNames()).contains(secondPod.name());
      assertThat(left.isRunning("second")).isTrue();
      ray.agrees("the first worker is gone");
      drainedBeforeOnePatch(Files.readAllLines(audit), firstPod, secondPod);

      session.kill(List.of(second.actorId())).get();
      transcript.await("all workers are gone", REMOVAL, seen -> seen.workers().isEmpty());
    } finally {
      transcript.save();
    }
  }

  /// Up and down, ours and Ray's own: in the end the same replicas, the same worker. How soon is
  /// not ours: on a machine without a core to spare Ray's own was seen to take forty seconds.
  private static void agreedWithRay(Transcript transcript, RayPod worker) throws Exception {
    Shadow shadow =
        transcript
            .await(
                "all turns are settled",
                SOON,
                seen ->
                    seen.frame().shadow().turns().stream()
                        .noneMatch(turn -> turn.verdict() == Shadow.Verdict.NOT_YET))
            .frame()
            .shadow();
    assertThat(shadow.turns().getLast().verdict())
        .describedAs(shadow.toString())
        .isEqualTo(Shadow.Verdict.AGREES);
    assertThat(shadow.peer()).isEqualTo(Shadow.Peer.RUNS);
    assertThat(shadow.turns().stream().flatMap(turn -> turn.sizes().stream()))
        .anyMatch(size -> size.from() == 0 && size.ours() == 1 && size.theirs() == 1)
        .anyMatch(size -> size.from() == 1 && size.ours() == 0 && size.theirs() == 0);
    assertThat(shadow.turns().stream().flatMap(turn -> turn.removals().stream()))
        .anyMatch(removal ->
            removal.pod().equals(worker.name()) && removal.isOurs() && removal.isTheirs());
  }

  private static void leavesTheDrivingToRay(ClusterSession session) throws Exception {
    ModeChange change = session.mode(Mode.DRIVE).get();
    assertThat(change.refusal()).isEqualTo(Trouble.of(Trouble.Cause.IN_TREE));
    assertThat(session.rights())
        .containsEntry(Right.CHANGE_CLUSTER, true)
        .containsEntry(Right.LAUNCH_ACTORS, true);
  }

  private static void changesOptionsUnlessSomebodyWasFaster(ClusterSession session)
      throws Exception {
    ChangePreview wild = session.preview(idle(99_999_999_999L)).get();
    assertThat(wild.problems()).hasSize(1);
    assertThat(wild.dryRun()).isEqualTo(ChangePreview.DryRun.NOT_ASKED);
    ChangePreview preview = session.preview(mode()).get();
    assertThat(preview.dryRun())
        .describedAs(preview.answer())
        .isEqualTo(ChangePreview.DryRun.ACCEPTED);
    assertThat(preview.before()).contains("    upscalingMode: Default");
    assertThat(preview.after()).contains("    upscalingMode: Aggressive");
    assertThat(session.send(preview).get().status()).isEqualTo(ChangeOutcome.Status.SENT);
    assertThat(session.send(preview).get().status()).isEqualTo(ChangeOutcome.Status.CONFLICT);
  }

  private static OptionsChange idle(long seconds) {
    return new OptionsChange(
        Map.of("idleTimeoutSeconds", new OptionsChange.FieldWish(IDLE_SECONDS, seconds)), Map.of());
  }

  private static OptionsChange mode() {
    return new OptionsChange(
        Map.of("upscalingMode", new OptionsChange.FieldWish("Default", "Aggressive")), Map.of());
  }

  private static void letsOnlyOneDrive(RealRayCluster cluster) throws Exception {
    Transcript other = new Transcript("second-driver");
    try (ClusterSession second = open(cluster, other, audit("second-driver"))) {
      other.await("it is connected", SOON, seen -> Seen.isOk(seen.frame().apiServer()));
      ModeChange change = second.mode(Mode.DRIVE).get();
      assertThat(Objects.requireNonNull(change.refusal()).cause())
          .isEqualTo(Trouble.Cause.ANOTHER_DRIVES);
    } finally {
      other.save();
    }
  }

  /// A 2-CPU actor: no patch, and the verdict names the group and what it lacks.
  private static void explainsWhatNoGroupCanHold(
      ClusterSession session, Transcript transcript, RayStatusCheck ray) throws Exception {
    session.launch(LaunchRequest.detached("big", "default_namespace", 1, 2, Map.of())).get();
    Seen seen =
        transcript.await(
            "the 2-CPU actor is infeasible",
            SOON,
            each -> each.verdict(Verdict.Outcome.INFEASIBLE).isPresent());
    assertThat(Seen.misses(seen.verdict(Verdict.Outcome.INFEASIBLE).orElseThrow()).misses())
        .anySatisfy(miss -> {
          assertThat(miss.group()).isEqualTo("small-group");
          assertThat(miss.missing().amount("CPU")).isEqualTo(1.0);
        });
    ray.agrees("the 2-CPU actor waits");
    String big = transcript.seen().actor("big").orElseThrow().actorId();
    assertThat(session.kill(List.of(big)).get().killed()).containsExactly(big);
    transcript.await(
        "nothing waits", SOON, each -> each.ray().filter(r -> r.demands().isEmpty()).isPresent());
  }

  private static void drainedBeforeOnePatch(List<String> audit, RayPod gone, RayPod kept) {
    int drain = indexOf(audit, "DrainNode", gone.name());
    int delete = indexOf(audit, "workersToDelete", gone.name());
    assertThat(drain).isNotNegative().isLessThan(delete);
    assertThat(audit.get(delete)).contains("/replicas").doesNotContain(kept.name());
  }

  private static int indexOf(List<String> lines, String what, String pod) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(what) && lines.get(i).contains(pod)) {
        return i;
      }
    }
    return -1;
  }

  private static ClusterSession open(RealRayCluster cluster, Transcript transcript, Path audit) {
    return ClusterSession.open(
        new ClusterAccess(new KubeconfigSource.File(RealRayCluster.kubeconfig()), null),
        new RayClusterRef(cluster.namespace(), RealRayCluster.NAME),
        SessionSettings.observing(Clock.systemUTC()).withAuditLog(audit),
        transcript);
  }

  private static Path audit(String name) throws Exception {
    Path file = Path.of("target", "transcripts", name + ".audit.jsonl");
    Files.deleteIfExists(file);
    return file;
  }
}
