package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceConstraint;
import dev.raydeck.raywire.common.NodeDeathInfo;
import dev.raydeck.sandbox.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state of one Ray cluster, from the start of its head to the head's end: nodes, actors, jobs,
/// demand.
///
/// Thread-safe: one lock guards all of it. What happens by itself (an actor's worker coming up, a
/// health check that gives up) are tasks of the clock. Delays are those measured on Ray 2.58.
public final class RayHead {
  /// The published images run in this zone; so do their log lines and status texts.
  public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  static final Duration DEMAND_REPORT_DELAY = Duration.ofMillis(600);
  private static final Duration HEALTH_CHECK_GIVES_UP = Duration.ofMillis(14_800);
  private static final int DEAD_NODES_KEPT = 1_000;
  private static final DateTimeFormatter SESSION =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss_SSSSSS", Locale.ROOT).withZone(ZONE);

  private final SandboxClock clock;
  private final RandomGenerator random;
  private final String version;
  private final ByteString clusterId;
  private final String sessionName;
  private final List<RayNode> nodes = new ArrayList<>();
  private final Deque<RayNode> deadNodes = new ArrayDeque<>();
  private final ActorTable actors;
  private final TaskTable tasks;
  private final RayNode headNode;
  private long stateVersion;
  private @Nullable AutoscalingState reported;
  private @Nullable ClusterResourceConstraint constraint;

  public RayHead(SandboxClock clock, RandomGenerator random, String version, RayStart start) {
    this.clock = clock;
    this.random = random;
    this.version = version;
    this.clusterId = RayIds.random(random, RayIds.NODE_BYTES);
    this.sessionName = "session_" + SESSION.format(clock.instant()) + "_1";
    this.headNode = add(start);
    this.actors = new ActorTable(this, random);
    this.tasks = new TaskTable(this, random);
  }

  // Nodes

  /// A raylet registers; returns its node id in hex.
  public synchronized String join(RayStart start) {
    RayNode node = add(start);
    place();
    return RayIds.hex(node.id);
  }

  private void place() {
    actors.place();
    tasks.place();
  }

  private RayNode add(RayStart start) {
    RayNode node = new RayNode(RayIds.random(random, RayIds.NODE_BYTES), start, clock.instant());
    nodes.add(node);
    return node;
  }

  /// The node's processes get SIGTERM: it drains itself and is gone at once.
  public synchronized void terminate(String nodeId) {
    findAlive(nodeId)
        .ifPresent(node ->
            bury(
                node,
                NodeDeathInfo.Reason.AUTOSCALER_DRAIN_PREEMPTED,
                "Node received SIGTERM; draining before shutdown."));
  }

  /// The node vanishes without a word: until the health check gives up it keeps its last status.
  public synchronized void lose(String nodeId) {
    findAlive(nodeId).ifPresent(node -> later(HEALTH_CHECK_GIVES_UP, () -> giveUp(node)));
  }

  private void giveUp(RayNode node) {
    if (node.isAlive()) {
      bury(
          node,
          NodeDeathInfo.Reason.UNEXPECTED_TERMINATION,
          "health check failed due to missing too many heartbeats");
    }
  }

  public synchronized boolean isAlive(String nodeId) {
    return findAlive(nodeId).isPresent();
  }

  private Optional<RayNode> findAlive(String nodeId) {
    return nodes.stream().filter(node -> RayIds.hex(node.id).equals(nodeId)).findFirst();
  }

  private void bury(RayNode node, NodeDeathInfo.Reason reason, String message) {
    for (RayActor actor : node.actors()) {
      ActorEnds.nodeDied(actor, reason, message, clock.instant());
      node.release(actor, clock.instant());
      actors.ended(actor);
    }
    tasks.lose(node);
    node.die(reason, message, clock.instant());
    nodes.remove(node);
    deadNodes.addLast(node);
    if (deadNodes.size() > DEAD_NODES_KEPT) {
      deadNodes.removeFirst();
    }
  }

  /// (ray: src/ray/gcs/gcs_autoscaler_state_manager.cc, HandleDrainNode)
  synchronized DrainAnswer drainWhenIdle(ByteString nodeId, String message) {
    RayNode node = findAlive(RayIds.hex(nodeId)).orElse(null);
    if (node == null || node.isDraining()) {
      return new DrainAnswer(true, "");
    }
    if (node.isBusy()) {
      node.actors().forEach(actor -> actor.preempted = true);
      return new DrainAnswer(false, "The node to be idle terminated is no longer idle.");
    }
    bury(node, NodeDeathInfo.Reason.AUTOSCALER_DRAIN_IDLE, message);
    return new DrainAnswer(true, "");
  }

  /// Never refused: a busy node takes no new work and goes when its last work ends.
  synchronized DrainAnswer drainForPreemption(ByteString nodeId, String message) {
    findAlive(RayIds.hex(nodeId))
        .ifPresent(node -> {
          node.actors().forEach(actor -> actor.preempted = true);
          node.drain(message);
          endIfDrained(node);
        });
    return new DrainAnswer(true, "");
  }

  /// The legacy drain: the raylet shuts down at once, whatever runs there.
  synchronized void shutDown(ByteString nodeId) {
    findAlive(RayIds.hex(nodeId))
        .ifPresent(node ->
            bury(node, NodeDeathInfo.Reason.EXPECTED_TERMINATION, "Terminated by autoscaler."));
  }

  void endIfDrained(RayNode node) {
    String message = node.drainMessage();
    if (message != null && node.isAlive() && !node.isBusy()) {
      bury(node, NodeDeathInfo.Reason.AUTOSCALER_DRAIN_PREEMPTED, message);
    }
  }

  // Jobs and actors

  /// A driver connects; it takes the next job id.
  public synchronized RayJob startJob(String entrypoint, String namespace) {
    return actors.startJob(entrypoint, namespace);
  }

  /// A driver ends; its actors that are not detached end with it.
  public synchronized void endJob(RayJob job) {
    actors.endJob(job);
    tasks.endJob(job);
    place();
  }

  /// The driver stays, as a process of its own, while one of its actors lives.
  public synchronized void leaveAlone(RayJob job) {
    actors.leaveAlone(job);
  }

  /// SIGTERM to the driver with that pid; false if none runs.
  public synchronized boolean terminateDriver(int pid) {
    return actors.terminateDriver(pid);
  }

  /// Calls a remote function; the driver holds what it returns until it ends.
  public synchronized void submit(RayJob job, TaskRequest request) {
    tasks.submit(job, request);
  }

  public synchronized void createActor(RayJob job, ActorRequest request) throws NameTakenException {
    actors.create(job, request);
  }

  public synchronized boolean hasActor(String name, String namespace) {
    return actors.named(name, namespace).isPresent();
  }

  /// Kills the living actor of that name; false if there is none.
  public synchronized boolean killActor(String name, String namespace) {
    return kill(actors.named(name, namespace));
  }

  synchronized boolean killActor(ByteString id) {
    return kill(actors.living(id));
  }

  private boolean kill(Optional<RayActor> actor) {
    actor.ifPresent(actors::kill);
    tasks.place();
    return actor.isPresent();
  }

  /// Does something after a while, under the lock.
  void later(Duration delay, Runnable work) {
    clock.schedule(
        delay,
        () -> {
          synchronized (this) {
            work.run();
          }
        });
  }

  // What the services and texts read; each call is one consistent look

  synchronized <T> T look(Function<RayHead, T> reader) {
    return reader.apply(this);
  }

  Instant now() {
    return clock.instant();
  }

  String version() {
    return version;
  }

  ByteString clusterId() {
    return clusterId;
  }

  String sessionName() {
    return sessionName;
  }

  RayNode headNode() {
    return headNode;
  }

  /// Living nodes first, then the dead in the order they died.
  List<RayNode> nodes() {
    return Stream.concat(nodes.stream(), deadNodes.stream()).toList();
  }

  List<RayActor> actors() {
    return actors.actors();
  }

  List<RayTask> tasks() {
    return tasks.tasks();
  }

  List<RayJob> jobs() {
    return actors.jobs();
  }

  List<RayNode> livingNodes() {
    return nodes;
  }

  /// Rises with every call: readers count too.
  long nextStateVersion() {
    return ++stateVersion;
  }

  @Nullable AutoscalingState reported() {
    return reported;
  }

  /// An older report than the one held is dropped.
  synchronized void report(AutoscalingState state) {
    if (reported == null
        || state.getAutoscalerStateVersion() >= reported.getAutoscalerStateVersion()) {
      reported = state;
    }
  }

  @Nullable ClusterResourceConstraint constraint() {
    return constraint;
  }

  synchronized void request(ClusterResourceConstraint wanted) {
    constraint = wanted;
  }
}
