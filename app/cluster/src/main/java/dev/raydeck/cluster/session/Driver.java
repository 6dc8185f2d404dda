package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.LeaseKeeper;
import dev.raydeck.cluster.kube.PatchAnswer;
import dev.raydeck.cluster.kube.PatchOp;
import dev.raydeck.cluster.kube.RayClusterPatcher;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.cluster.ray.GcsFailure;
import dev.raydeck.engine.AutoscalerReports;
import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.ActuationResult.Outcome;
import dev.raydeck.model.ActuationResult.Write;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.CommandFailure.DrainFailed;
import dev.raydeck.model.CommandFailure.LaunchFailed;
import dev.raydeck.model.CommandFailure.TerminateFailed;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import dev.raydeck.model.ScalingDecision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what one turn decided: makes sure it may, drains through the GCS, sends one patch, reports.
/// Blocking.
final class Driver {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

  private final InstantSource clock;
  private final AuditLog audit;

  Driver(InstantSource clock, AuditLog audit) {
    this.clock = clock;
    this.audit = audit;
  }

  /// `lease` is null where none is needed; `identity` is who we are in it.
  record Order(
      KubeApi api,
      @Nullable LeaseKeeper lease,
      String identity,
      GcsClient gcs,
      ClusterSnapshot snapshot,
      ScalingDecision decision) {
    Order with(ScalingDecision other) {
      return new Order(api, lease, identity, gcs, snapshot, other);
    }
  }

  /// `driver` is who holds the Lease; null where there is none.
  record Done(ActuationResult result, @Nullable String driver) {}

  Done act(Order order) {
    String driver = take(order);
    if (!mayAct(order, driver)) {
      return held(driver);
    }
    List<Write> writes = new ArrayList<>();
    List<CommandFailure> failures = new ArrayList<>();
    List<ScalingCommand> commands = order.decision().commands();
    for (ScalingCommand command : commands) {
      if (command instanceof DrainNode drain) {
        drain(order.gcs(), drain, writes, failures);
      }
    }
    if (!writes.isEmpty()) {
      driver = take(order); // Drains may have taken long.
      if (!mayAct(order, driver)) {
        return held(driver);
      }
    }
    PatchAnswer answer = patch(order, commands, writes);
    if (answer != null && answer.outcome() == PatchAnswer.Outcome.CONFLICT) {
      return new Done(new ActuationResult(Outcome.CONFLICT, writes, failures), driver);
    }
    if (answer != null && answer.outcome() != PatchAnswer.Outcome.ACCEPTED) {
      failures.addAll(unsent(commands, answer.words()));
    }
    report(order);
    return new Done(new ActuationResult(outcome(writes, failures), writes, failures), driver);
  }

  /// Who holds the Lease after we tried; null where there is none or nobody knows.
  private @Nullable String take(Order order) {
    if (order.lease() == null) {
      return null;
    }
    try {
      return order.lease().take(clock.instant());
    } catch (KubeFailure e) {
      LOG.info("The Lease was not renewed, so nothing is sent: {}", e.words());
      return null;
    }
  }

  private static boolean mayAct(Order order, @Nullable String driver) {
    return order.lease() == null || order.identity().equals(driver);
  }

  private static Done held(@Nullable String driver) {
    return new Done(new ActuationResult(Outcome.HELD, List.of(), List.of()), driver);
  }

  private static Outcome outcome(List<Write> writes, List<CommandFailure> failures) {
    if (!failures.isEmpty()) {
      return Outcome.FAILED;
    }
    return writes.isEmpty() ? Outcome.NOTHING : Outcome.SENT;
  }

  /// What the engine must know of commands whose patch did not take effect.
  static List<CommandFailure> unsent(List<ScalingCommand> commands, String words) {
    List<CommandFailure> failures = new ArrayList<>();
    for (ScalingCommand command : commands) {
      switch (command) {
        case SetReplicas set -> {
          if (set.to() > set.from()) {
            failures.add(new LaunchFailed(set.requestId(), set.group(), words));
          }
        }
        case DeleteWorkers delete ->
            delete.pods().forEach(pod -> failures.add(new TerminateFailed(pod, words)));
        case ClearWorkersToDelete clear -> {
          // Nobody waits for it: the next turn clears again.
        }
        case DrainNode drain -> {
          // Not part of the patch.
        }
      }
    }
    return failures;
  }

  private void drain(
      GcsClient gcs, DrainNode drain, List<Write> writes, List<CommandFailure> failures) {
    String answer;
    try {
      GcsClient.DrainAnswer reply = gcs.drain(drain);
      answer = reply.words();
      if (!reply.isAccepted()) {
        failures.add(new DrainFailed(drain.nodeId(), reply.words()));
      }
    } catch (GcsFailure e) {
      answer = e.words();
      failures.add(new DrainFailed(drain.nodeId(), e.words()));
    }
    String what = drain.idle() == null ? "NodeInfoGcsService.DrainNode" : "DrainNode";
    record(writes, what, "%s (%s)".formatted(drain.nodeId(), drain.podName()), answer);
  }

  private @Nullable PatchAnswer patch(
      Order order, List<ScalingCommand> commands, List<Write> writes) {
    RayCluster cluster = order.snapshot().cluster();
    List<PatchOp> patch = RayClusterPatcher.patch(cluster, commands);
    if (patch.isEmpty()) {
      return null;
    }
    PatchAnswer answer =
        order.api().patchRayCluster(cluster.namespace(), cluster.name(), patch, false);
    String what = "PATCH rayclusters/%s/%s".formatted(cluster.namespace(), cluster.name());
    record(writes, what, Json.patch(patch), answer.outcome() + ": " + answer.words());
    return answer;
  }

  /// For `ray status` only: what we do does not depend on it, and a lost head shows in its own
  /// health.
  private void report(Order order) {
    RayState seen = order.snapshot().ray();
    if (seen == null) {
      return;
    }
    try {
      order.gcs().report(AutoscalerReports.of(order.decision()), seen);
    } catch (GcsFailure e) {
      LOG.debug("The autoscaling state was not reported", e);
    }
  }

  private void record(List<Write> writes, String what, String body, String answer) {
    Write write = new Write(clock.instant(), what, body, answer);
    writes.add(write);
    audit.write(write.at(), what, body, answer);
  }
}
