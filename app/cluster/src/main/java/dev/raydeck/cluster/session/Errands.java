package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ExecAnswer;
import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.PatchAnswer;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.cluster.ray.GcsFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a person asks of a session between turns: launch, kill, change options, read a log.
/// Blocking; what the world does comes back as a value.
final class Errands {
  private static final Duration LAUNCH_TIMEOUT = Duration.ofSeconds(90);

  private final RayClusterRef ref;
  private final InstantSource clock;
  private final AuditLog audit;

  Errands(RayClusterRef ref, InstantSource clock, AuditLog audit) {
    this.ref = ref;
    this.clock = clock;
    this.audit = audit;
  }

  RayClusterRef ref() {
    return ref;
  }

  LaunchOutcome launch(KubeApi api, String headPod, String container, LaunchRequest request)
      throws InterruptedException {
    LaunchOutcome outcome;
    try {
      ExecAnswer answer =
          api.exec(ref.namespace())
              .run(headPod, container, ActorLauncher.argv(request), LAUNCH_TIMEOUT);
      outcome = ActorLauncher.outcome(answer);
    } catch (KubeFailure e) {
      outcome = LaunchOutcome.trouble(e.words());
    }
    audit.write(
        clock.instant(),
        "exec pods/%s/%s: launch actors".formatted(ref.namespace(), headPod),
        ActorLauncher.json(request),
        outcome.toString());
    return outcome;
  }

  KillOutcome kill(GcsClient gcs, List<String> actorIds) {
    List<String> killed = new ArrayList<>();
    Map<String, String> failed = new TreeMap<>();
    for (String id : actorIds) {
      try {
        gcs.kill(id);
        killed.add(id);
      } catch (GcsFailure e) {
        failed.put(id, e.words());
      }
      audit.write(clock.instant(), "KillActorViaGcs", id, failed.getOrDefault(id, "killed"));
    }
    return new KillOutcome(killed, failed, null);
  }

  ChangePreview preview(KubeApi api, OptionsChange change) {
    try {
      Map<String, Object> object = api.wholeRayCluster(ref.namespace(), ref.name()).orElse(null);
      if (object == null) {
        return unanswered(change, "There is no RayCluster " + ref);
      }
      OptionsPlan plan = OptionsPlan.of(object, change);
      if (plan.patch().isEmpty()) {
        return preview(change, plan, ChangePreview.DryRun.NOT_ASKED, "");
      }
      PatchAnswer answer = api.patchRayCluster(ref.namespace(), ref.name(), plan.patch(), true);
      ChangePreview.DryRun dryRun =
          switch (answer.outcome()) {
            case ACCEPTED -> ChangePreview.DryRun.ACCEPTED;
            case CONFLICT, REFUSED -> ChangePreview.DryRun.REFUSED;
            case FAILED -> ChangePreview.DryRun.UNANSWERED;
          };
      return preview(change, plan, dryRun, answer.words());
    } catch (KubeFailure e) {
      return unanswered(change, e.words());
    }
  }

  private static ChangePreview preview(
      OptionsChange change, OptionsPlan plan, ChangePreview.DryRun dryRun, String answer) {
    return new ChangePreview(
        change, plan.problems(), plan.patch(), plan.before(), plan.after(), dryRun, answer);
  }

  static ChangePreview unanswered(OptionsChange change, String words) {
    return new ChangePreview(
        change, List.of(), List.of(), List.of(), List.of(), ChangePreview.DryRun.UNANSWERED, words);
  }

  ChangeOutcome send(KubeApi api, ChangePreview preview) {
    if (!preview.isSendable()) {
      return new ChangeOutcome(ChangeOutcome.Status.REFUSED, "not sent: " + preview.answer());
    }
    PatchAnswer answer = api.patchRayCluster(ref.namespace(), ref.name(), preview.patch(), false);
    audit.write(
        clock.instant(),
        "PATCH rayclusters/" + ref,
        Json.patch(preview.patch()),
        answer.outcome() + ": " + answer.words());
    ChangeOutcome.Status status =
        switch (answer.outcome()) {
          case ACCEPTED -> ChangeOutcome.Status.SENT;
          case CONFLICT -> ChangeOutcome.Status.CONFLICT;
          case REFUSED -> ChangeOutcome.Status.REFUSED;
          case FAILED -> ChangeOutcome.Status.FAILED;
        };
    return new ChangeOutcome(status, answer.words());
  }

  /// WebSockets need `get` on servers before 1.35 and `create` from then on: either is taken for a
  /// yes, and the server has the last word.
  Map<Right, Boolean> rights(KubeApi api) throws KubeFailure {
    String in = ref.namespace();
    Map<Right, Boolean> rights = new EnumMap<>(Right.class);
    rights.put(Right.CHANGE_CLUSTER, api.may(in, "patch", "ray.io", "rayclusters", ""));
    rights.put(
        Right.LAUNCH_ACTORS,
        api.may(in, "create", "", "pods", "exec") || api.may(in, "get", "", "pods", "exec"));
    rights.put(
        Right.READ_RAY,
        api.may(in, "create", "", "pods", "portforward")
            || api.may(in, "get", "", "pods", "portforward"));
    rights.put(Right.READ_LOGS, api.may(in, "get", "", "pods", "log"));
    rights.put(
        Right.HOLD_LEASE,
        api.may(in, "create", "coordination.k8s.io", "leases", "")
            && api.may(in, "update", "coordination.k8s.io", "leases", ""));
    return rights;
  }
}
