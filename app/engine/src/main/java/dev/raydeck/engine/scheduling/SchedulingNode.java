package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.engine.scheduling.SchedulingReply.State;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node while a decision is made (ray: scheduler.py, SchedulingNode).
///
/// Only being ended changes a node in place; putting requests on it gives a new node, so a phase
/// that fails leaves the old list as it was. One object may stand in the list several times: see
/// [Limits#enforceMin].
final class SchedulingNode {
  final String instanceId;
  final String type;
  final NodeKind kind;
  final @Nullable InstanceStatus status;
  final String rayNodeId;
  final long idleMillis;
  final String hash;
  final int priority;
  final ResourceBundle total;
  final Map<String, String> labels;

  /// The number of its type in the plan.
  final int typeNumber;

  private final ResourceBundle free;
  private List<Placement> demand = List.of();
  private List<Placement> constraint = List.of();
  private @Nullable StateNote demandNote;
  private @Nullable StateNote constraintNote;
  private State state;
  private @Nullable Ending ending;

  private SchedulingNode(SchedulingNode from, Map<String, String> labels) {
    this.instanceId = from.instanceId;
    this.type = from.type;
    this.typeNumber = from.typeNumber;
    this.kind = from.kind;
    this.status = from.status;
    this.rayNodeId = from.rayNodeId;
    this.idleMillis = from.idleMillis;
    this.hash = from.hash;
    this.priority = from.priority;
    this.total = from.total;
    this.free = from.free;
    this.state = from.state;
    this.ending = from.ending;
    this.demand = from.demand;
    this.constraint = from.constraint;
    this.labels = labels;
  }

  private SchedulingNode(
      SchedulingRequest.@Nullable Candidate instance,
      String type,
      int typeNumber,
      @Nullable NodeType config,
      @Nullable RayNode ray,
      State state) {
    this.instanceId = instance == null ? "" : instance.instanceId();
    this.type = type;
    this.typeNumber = typeNumber;
    this.kind = instance == null ? NodeKind.WORKER : instance.kind();
    this.status = instance == null ? null : instance.status();
    this.priority = config == null ? 0 : config.priority();
    this.state = state;
    ResourceBundle ofType = config == null ? ResourceBundle.EMPTY : config.resources();
    if (ray == null) {
      this.rayNodeId = "";
      this.idleMillis = 0;
      this.hash = instance == null && config != null ? config.launchConfigHash() : "";
      this.total = ofType;
      this.labels = config == null ? Map.of() : config.labels();
      this.free = total;
    } else {
      this.rayNodeId = ray.nodeId();
      this.idleMillis = ray.idle().toMillis();
      this.hash = instance == null ? "" : instance.launchConfigHash();
      this.total = ray.total();
      this.labels = overlay(ray.labels(), ray.dynamicLabels());
      this.free = ray.available();
    }
  }

  /// A node that does not exist yet.
  static SchedulingNode planned(NodeType config, int typeNumber) {
    return new SchedulingNode(null, config.name(), typeNumber, config, null, State.TO_LAUNCH);
  }

  /// A node that runs Ray: what it reports counts, not what its type says.
  static SchedulingNode running(
      SchedulingRequest.Candidate instance,
      int typeNumber,
      @Nullable NodeType config,
      RayNode ray) {
    return new SchedulingNode(
        instance, instance.type(), typeNumber, config, ray, State.SCHEDULABLE);
  }

  /// A node on its way up, or asked to stop: it counts as an empty node of its type.
  static SchedulingNode pending(
      SchedulingRequest.Candidate instance, int typeNumber, @Nullable NodeType config) {
    return new SchedulingNode(
        instance, instance.type(), typeNumber, config, null, State.SCHEDULABLE);
  }

  /// A node on its way up whose type is not configured any more. Ray takes it for a worker,
  /// whatever it is.
  static SchedulingNode gone(SchedulingRequest.Candidate instance, int typeNumber) {
    SchedulingRequest.Candidate worker =
        new SchedulingRequest.Candidate(
            instance.instanceId(),
            instance.type(),
            instance.status(),
            NodeKind.WORKER,
            instance.launchConfigHash(),
            null);
    return pending(worker, typeNumber, null);
  }

  private static Map<String, String> overlay(Map<String, String> labels, Map<String, String> on) {
    if (on.isEmpty()) {
      return labels;
    }
    Map<String, String> both = new HashMap<>(labels);
    both.putAll(on);
    return both;
  }

  /// This node with `placed` on it for a source, and what the packer notes of it. Labels are shared
  /// by the sources: what was noted of the other one does not hold any more if they change.
  SchedulingNode with(
      Source source,
      List<Placement> placed,
      Map<String, String> newLabels,
      @Nullable StateNote note) {
    SchedulingNode changed = new SchedulingNode(this, newLabels);
    boolean isRelabelled = !newLabels.equals(labels);
    if (source == Source.DEMAND) {
      changed.demand = placed;
      changed.demandNote = note;
      changed.constraintNote = isRelabelled ? null : constraintNote;
    } else {
      changed.constraint = placed;
      changed.constraintNote = note;
      changed.demandNote = isRelabelled ? null : demandNote;
    }
    return changed;
  }

  /// What the source found free before this decision: `request_resources` sees whole nodes.
  ResourceBundle free(Source source) {
    return source == Source.DEMAND ? free : total;
  }

  List<Placement> placed(Source source) {
    return source == Source.DEMAND ? demand : constraint;
  }

  @Nullable NodeState note(Source source) {
    StateNote note = source == Source.DEMAND ? demandNote : constraintNote;
    return note == null ? null : note.state();
  }

  void note(Source source, StateNote note) {
    if (source == Source.DEMAND) {
      demandNote = note;
    } else {
      constraintNote = note;
    }
  }

  State state() {
    return state;
  }

  boolean isEnding() {
    return state == State.TO_TERMINATE;
  }

  boolean isHead() {
    return kind == NodeKind.HEAD;
  }

  /// Whether the autoscaler's table says RAY_RUNNING.
  boolean isRunning() {
    return status == InstanceStatus.RAY_RUNNING;
  }

  @Nullable Ending ending() {
    return ending;
  }

  void end(Ending how) {
    state = State.TO_TERMINATE;
    ending = how;
  }

  /// Mean used part over the resources it has (ray: scheduler.py, sort key for termination).
  double meanUse() {
    double sum = 0;
    int counted = 0;
    for (Map.Entry<String, Double> entry : total.amounts().entrySet()) {
      double all = entry.getValue();
      if (all > 0) {
        sum += (all - free.amount(entry.getKey())) / all;
        counted++;
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }
}
