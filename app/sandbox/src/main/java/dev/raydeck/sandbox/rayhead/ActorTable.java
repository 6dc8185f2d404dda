package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import dev.raydeck.raywire.gcs.ActorTableData.ActorState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The jobs and actors of one Ray cluster, and the nodes' places they wait for or hold.
///
/// Every method wants the head's lock held; what comes later takes it by itself.
final class ActorTable {
  private static final Duration ACTOR_START = Duration.ofMillis(630);
  private static final Duration DRIVER_LOOKS = Duration.ofSeconds(1);
  private static final int FIRST_DRIVER_PORT = 10_002;
  private static final double SPREAD_THRESHOLD = 0.5;

  private final RayHead head;
  private final RandomGenerator random;
  private final List<RayActor> actors = new ArrayList<>();
  private final List<RayJob> jobs = new ArrayList<>();

  ActorTable(RayHead head, RandomGenerator random) {
    this.head = head;
    this.random = random;
  }

  RayJob startJob(String entrypoint, String namespace) {
    int number = jobs.size() + 1;
    RayJob job =
        new RayJob(
            RayIds.job(number),
            entrypoint,
            namespace,
            700 + 35 * number,
            FIRST_DRIVER_PORT + number,
            head.now());
    jobs.add(job);
    return job;
  }

  void endJob(RayJob job) {
    job.endedAt = head.now();
    for (RayActor actor : List.copyOf(actors)) {
      if (actor.job == job && !actor.request.isDetached() && !actor.isDead()) {
        ActorEnds.ownerDied(actor, head.headNode().start.ipAddress(), head.now());
        leaveNode(actor);
      }
    }
    place();
  }

  /// The driver's process stays behind by itself, until its last actor is dead.
  void leaveAlone(RayJob job) {
    job.isAlone = true;
    endIfDone(job);
  }

  /// An actor has died: a driver that only waited for that sees it a moment later.
  void ended(RayActor actor) {
    if (actor.job.isAlone) {
      head.later(DRIVER_LOOKS, () -> endIfDone(actor.job));
    }
  }

  private void endIfDone(RayJob job) {
    boolean isDone = actors.stream().noneMatch(actor -> actor.job == job && !actor.isDead());
    if (job.isAlone && job.endedAt == null && isDone) {
      endJob(job);
    }
  }

  boolean terminateDriver(int pid) {
    Optional<RayJob> driver =
        jobs.stream().filter(job -> job.pid == pid && job.endedAt == null).findFirst();
    driver.ifPresent(job -> {
      job.terminate();
      if (job.isAlone) {
        head.endJob(job);
      }
    });
    return driver.isPresent();
  }

  void create(RayJob job, ActorRequest request) throws NameTakenException {
    String name = request.name();
    if (name != null && named(name, request.namespace()).isPresent()) {
      throw new NameTakenException(name);
    }
    actors.add(new RayActor(RayIds.actor(random, job.id), job, request, head.now()));
    place();
  }

  Optional<RayActor> named(String name, String namespace) {
    return actors.stream().filter(actor -> actor.hasName(name, namespace)).findFirst();
  }

  Optional<RayActor> living(ByteString id) {
    return actors.stream().filter(one -> one.id.equals(id) && !one.isDead()).findFirst();
  }

  void kill(RayActor actor) {
    ActorEnds.killed(actor, head.headNode().start.ipAddress(), head.now());
    leaveNode(actor);
    ended(actor);
    place();
  }

  private void leaveNode(RayActor actor) {
    RayNode node = actor.node;
    if (node != null && node.isAlive()) {
      node.release(actor, head.now());
      head.endIfDrained(node);
    }
  }

  /// Gives waiting actors, oldest first, to nodes that have what they ask for.
  void place() {
    for (RayActor actor : actors) {
      if (actor.isWaiting()) {
        choose(actor).ifPresent(node -> lease(actor, node));
      }
    }
  }

  /// Ray's hybrid policy: the driver's own node first, then in order, as long as they are less than
  /// half used; after that the least used.
  private Optional<RayNode> choose(RayActor actor) {
    return head.livingNodes().stream()
        .filter(node -> node.offers(actor.placement(), actor.request.where()))
        .min(Comparator.comparingDouble(ActorTable::crowding));
  }

  private static double crowding(RayNode node) {
    double utilization = node.start.total().utilization(node.used());
    return utilization < SPREAD_THRESHOLD ? 0 : utilization;
  }

  private void lease(RayActor actor, RayNode node) {
    Instant now = head.now();
    node.lease(actor, now);
    actor.node = node;
    head.later(ACTOR_START, () -> comeAlive(actor));
  }

  private void comeAlive(RayActor actor) {
    RayNode node = actor.node;
    if (actor.state == ActorState.PENDING_CREATION && node != null) {
      actor.state = ActorState.ALIVE;
      actor.aliveAt = head.now();
      actor.pid = node.takePid();
      actor.workerId = RayIds.random(random, RayIds.NODE_BYTES);
    }
  }

  /// Living actors first, as Ray lists them.
  List<RayActor> actors() {
    List<RayActor> all = new ArrayList<>(actors);
    all.sort(Comparator.comparing(RayActor::isDead));
    return all;
  }

  List<RayJob> jobs() {
    return List.copyOf(jobs);
  }
}
