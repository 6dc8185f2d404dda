package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.PodTunnel;
import dev.raydeck.cluster.ray.ObjectReader;
import dev.raydeck.cluster.ray.StateApi;
import dev.raydeck.cluster.ray.StateFailure;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who holds objects, asked of the head's dashboard while a worker stays for its object store. At
/// other times nothing is asked and no connection is open. Whatever fails here is told by the
/// reading's own health, and breaks nothing else.
///
/// All methods belong to the session's thread.
final class ObjectSide {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final long LEAST_NANOS = Duration.ofSeconds(1).toNanos();

  /// Ray asks every process of the cluster for an answer: at most this part of the time.
  private static final int SHARE = 20;

  private static final Duration SLOW = Duration.ofSeconds(3);

  private final Inbox inbox;
  private final Runnable changed;
  private final InstantSource clock;
  private final HealthTrack track;
  private final LongSupplier nanoTime;
  private final Opening opening;

  private @Nullable Line line;
  private @Nullable RayObjects read;
  private List<RayNode> lookedAt = List.of();
  private boolean isWanted;
  private boolean isAsking;
  private int generation;
  private Instant askedAt = Instant.EPOCH;
  private long askedNanos;
  private long tookNanos;

  /// Where the state API is.
  record Dashboard(KubeApi api, String pod, int port, @Nullable String token) {}

  /// An open way to a dashboard. Both calls block.
  interface Line {
    RayObjects read(RayState known, Instant now) throws StateFailure;

    void close();
  }

  /// Opens a [Line]; blocks.
  interface Opening {
    Line open(Dashboard dashboard) throws KubeFailure;
  }

  private record Forwarded(PodTunnel tunnel, StateApi api, ObjectReader reader) implements Line {
    static Line open(String namespace, Dashboard dashboard) throws KubeFailure {
      PodTunnel tunnel = dashboard.api().tunnel(namespace, dashboard.pod(), dashboard.port());
      StateApi api = new StateApi("127.0.0.1", tunnel.localPort(), dashboard.token());
      return new Forwarded(tunnel, api, new ObjectReader(api));
    }

    @Override
    public RayObjects read(RayState known, Instant now) throws StateFailure {
      return reader.read(known, now);
    }

    @Override
    public void close() {
      api.close();
      tunnel.close();
    }
  }

  private record Answer(Line line, RayObjects objects) {}

  ObjectSide(
      RayClusterRef ref,
      Inbox inbox,
      Runnable changed,
      InstantSource clock,
      RandomGenerator random) {
    this(
        inbox,
        changed,
        clock,
        random,
        System::nanoTime,
        dashboard -> Forwarded.open(ref.namespace(), dashboard));
  }

  /// `nanoTime` is the timer whose readings [#tend] is given.
  ObjectSide(
      Inbox inbox,
      Runnable changed,
      InstantSource clock,
      RandomGenerator random,
      LongSupplier nanoTime,
      Opening opening) {
    this.inbox = inbox;
    this.changed = changed;
    this.clock = clock;
    this.track = new HealthTrack(random);
    this.nanoTime = nanoTime;
    this.opening = opening;
    this.askedNanos = nanoTime.getAsLong();
  }

  /// What was told last; null while nothing is to be asked.
  @Nullable RayObjects read() {
    return read;
  }

  boolean isAsking() {
    return isAsking;
  }

  /// Once a tick. Never blocks.
  void tend(Dashboard dashboard, RayState known, Instant now, long nanos) {
    if (!isWanted(known)) {
      if (read != null || line != null) {
        drop();
        changed.run();
      }
    } else if (!isAsking && isDue(now, nanos) && track.mayTry(nanos)) {
      ask(dashboard, known, now, nanos);
    }
  }

  /// Looked up once a reading: a tick comes with every event, and there may be thirty thousand
  /// nodes.
  @SuppressWarnings("ReferenceEquality")
  private boolean isWanted(RayState known) {
    if (known.nodes() != lookedAt) {
      lookedAt = known.nodes();
      isWanted = lookedAt.stream().anyMatch(node -> !node.isHead() && node.holdsObjects());
    }
    return isWanted;
  }

  /// Every five seconds by the clock; by a fast one not more than once a real second.
  private boolean isDue(Instant now, long nanos) {
    long sinceNanos = nanos - askedNanos;
    boolean isByClock = !now.isBefore(askedAt.plus(EVERY)) && sinceNanos > LEAST_NANOS;
    return (isByClock || sinceNanos > EVERY.toNanos()) && sinceNanos > SHARE * tookNanos;
  }

  private void ask(Dashboard dashboard, RayState known, Instant now, long nanos) {
    isAsking = true;
    askedAt = now;
    askedNanos = nanos;
    int mine = generation;
    Line present = line;
    inbox.ask(
        "raydeck-objects",
        () -> answer(present, dashboard, known),
        answer -> {
          isAsking = false;
          tookNanos = nanoTime.getAsLong() - nanos;
          if (mine != generation) {
            hangUp(answer.line());
            return;
          }
          line = answer.line();
          track.ok(Duration.ofNanos(tookNanos), SLOW, clock.instant());
          read = answer.objects().with(track.health());
          changed.run();
        },
        thrown -> {
          isAsking = false;
          tookNanos = nanoTime.getAsLong() - nanos;
          if (mine == generation) {
            lose(thrown);
          }
        });
  }

  private Answer answer(@Nullable Line present, Dashboard dashboard, RayState known)
      throws KubeFailure, StateFailure {
    Line open = present == null ? opening.open(dashboard) : present;
    try {
      return new Answer(open, open.read(known, clock.instant()));
    } catch (StateFailure | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private void lose(Exception thrown) {
    line = null;
    State state = thrown instanceof StateFailure failure ? failure.state() : State.LOST;
    track.failed(state, trouble(thrown), clock.instant(), nanoTime.getAsLong());
    read = RayObjects.unknown(clock.instant(), track.health());
    changed.run();
  }

  private static Trouble trouble(Exception thrown) {
    return switch (thrown) {
      case StateFailure failure -> failure.trouble();
      case KubeFailure failure -> KubeTrouble.troubleOf(failure);
      default -> Trouble.other(Objects.requireNonNullElse(thrown.getMessage(), thrown.toString()));
    };
  }

  /// Forgets what was told; the head is another one, or nothing is to be asked.
  void drop() {
    generation++;
    read = null;
    Line present = line;
    line = null;
    if (present != null) {
      hangUp(present);
    }
  }

  private static void hangUp(Line line) {
    Thread.ofVirtual().name("raydeck-hang-up").start(line::close);
  }
}
