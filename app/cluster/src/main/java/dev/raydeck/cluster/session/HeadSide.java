package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.PodTunnel;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.cluster.ray.GcsFailure;
import dev.raydeck.model.Health;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The session's side towards the Ray head: a tunnel to the GCS of the present head Pod, and what
/// it said last. A new head, a restarted Ray container or a failed call is a new connection, whose
/// cluster id may be another.
///
/// All methods belong to the session's thread.
final class HeadSide {
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final long LEAST_POLL_NANOS = Duration.ofMillis(250).toNanos();
  private static final long MOST_POLL_NANOS = Duration.ofSeconds(1).toNanos();

  private final RayClusterRef ref;
  private final Inbox inbox;
  private final Runnable changed;
  private final InstantSource clock;
  private final HealthTrack track;
  private final ObjectSide objects;

  private @Nullable Target target;
  private @Nullable Line line;
  private boolean isConnecting;
  private boolean isPolling;
  private @Nullable RayState state;
  private @Nullable Run stateOf;
  private Instant polledAt = Instant.EPOCH;
  private long polledNanos = System.nanoTime();
  private long pollTookNanos;

  /// Which Ray container, in which run, over which connection.
  private record Target(
      KubeApi api, String pod, String podUid, int restarts, int port, int dashboardPort) {
    Line line(PodTunnel tunnel, @Nullable String token) throws GcsFailure {
      return new Line(
          this,
          tunnel,
          GcsClient.connect("127.0.0.1", tunnel.localPort(), token),
          new ObjectSide.Dashboard(api, pod, dashboardPort, token));
    }
  }

  /// One life of a GCS: a head Pod's Ray container between two restarts.
  private record Run(String podUid, int restarts) {}

  private record Line(
      Target target, PodTunnel tunnel, GcsClient gcs, ObjectSide.Dashboard dashboard) {
    void close() {
      gcs.close();
      tunnel.close();
    }
  }

  HeadSide(
      RayClusterRef ref,
      Inbox inbox,
      Runnable changed,
      InstantSource clock,
      RandomGenerator random) {
    this.ref = ref;
    this.inbox = inbox;
    this.changed = changed;
    this.clock = clock;
    this.track = new HealthTrack(random);
    this.objects = new ObjectSide(ref, inbox, this::showObjects, clock, random);
  }

  Health health() {
    return track.health();
  }

  /// The last that was read of this run of the head, however old; [RayState#readAt] says.
  @Nullable RayState state() {
    return state;
  }

  @Nullable GcsClient gcs() {
    return line == null ? null : line.gcs();
  }

  boolean isConnecting() {
    return isConnecting;
  }

  boolean isPolling() {
    return isPolling;
  }

  void tryNow() {
    track.tryNow();
  }

  /// The head Pod to talk to: the one that is not on its way out.
  static Optional<RayPod> head(List<RayPod> pods) {
    return pods.stream()
        .filter(pod -> pod.kind() == NodeKind.HEAD && !pod.isTerminating())
        .findFirst();
  }

  /// Once a tick. Never blocks.
  void tend(KubeSide kube, Instant now, long nanos) {
    forgetAnother(kube);
    Target wanted = wanted(kube, now, nanos);
    if (!Objects.equals(wanted, target)) {
      target = wanted;
      drop();
      track.tryNow();
    }
    // The way leads through the API server, and what that has to show comes first.
    boolean isOpen = kube.isSettled(nanos) && !isConnecting;
    if (wanted != null && line == null && isOpen && track.mayTry(nanos)) {
      connect(wanted);
    }
    if (line != null && state != null) {
      objects.tend(line.dashboard(), state, now, nanos);
    }
  }

  private void showObjects() {
    if (state != null) {
      state = state.with(objects.read());
      changed.run();
    }
  }

  /// What another head said does not fit this one's Pods: its nodes would look like too many.
  private void forgetAnother(KubeSide kube) {
    Run present =
        kube.head()
            .filter(head -> !head.containers().isEmpty())
            .map(head -> new Run(head.uid(), head.containers().getFirst().restarts()))
            .orElse(null);
    if (state != null && present != null && !present.equals(stateOf)) {
      state = null;
      changed.run();
    }
  }

  /// Asks once a second by the clock, but by a fast clock not more than four times a real second,
  /// nor again at once when answers take long.
  void pollIfDue(Instant now, long nanos) {
    long sinceNanos = nanos - polledNanos;
    boolean isDueByClock = !now.isBefore(polledAt.plusSeconds(1)) && sinceNanos > LEAST_POLL_NANOS;
    if ((isDueByClock || sinceNanos > MOST_POLL_NANOS) && sinceNanos > 5 * pollTookNanos) {
      poll();
    }
  }

  /// Asks the head now, unless it is being asked.
  void poll() {
    Line present = line;
    if (present == null || isPolling) {
      return;
    }
    isPolling = true;
    long start = System.nanoTime();
    polledNanos = start;
    polledAt = clock.instant();
    inbox.ask(
        "raydeck-poll",
        () -> present.gcs().read(clock),
        read -> {
          isPolling = false;
          pollTookNanos = System.nanoTime() - start;
          if (present.equals(line)) {
            state = read.with(objects.read());
            stateOf = new Run(present.target().podUid(), present.target().restarts());
            track.ok(Duration.ofNanos(pollTookNanos), SLOW, clock.instant());
            changed.run();
          }
        },
        thrown -> {
          isPolling = false;
          if (present.equals(line)) {
            lose(thrown);
          }
        });
  }

  void close() {
    drop();
  }

  private @Nullable Target wanted(KubeSide kube, Instant now, long nanos) {
    KubeApi api = kube.api();
    RayCluster cluster = kube.cluster();
    if (api == null || cluster == null) {
      if (line != null) {
        track.waiting(State.LOST, Trouble.of(Cause.SERVER_AWAY), now);
      }
      return null;
    }
    RayPod head = kube.head().orElse(null);
    if (head == null || head.containers().isEmpty()) {
      // The RayCluster may be read before its Pods are.
      if (kube.isSettled(nanos)) {
        track.waiting(State.ABSENT, Trouble.of(Cause.NO_HEAD_POD), now);
      }
      return null;
    }
    RayPod.Container ray = head.containers().getFirst();
    if (!ray.state().equals("running")) {
      track.waiting(State.LOST, Trouble.of(Cause.HEAD_POD, head.name(), head.displayStatus()), now);
      return null;
    }
    return new Target(
        api,
        head.name(),
        head.uid(),
        ray.restarts(),
        HeadPorts.gcs(cluster),
        HeadPorts.dashboard(cluster));
  }

  private void connect(Target wanted) {
    isConnecting = true;
    if (track.health().state() != State.LOST) {
      track.waiting(State.CONNECTING, "", clock.instant());
    }
    inbox.ask(
        "raydeck-head",
        () -> open(wanted),
        made -> {
          isConnecting = false;
          if (wanted.equals(target)) {
            line = made;
            poll();
          } else {
            made.close();
          }
        },
        thrown -> {
          isConnecting = false;
          if (wanted.equals(target)) {
            lose(thrown);
          }
        });
  }

  /// With the cluster's token where it asks for one.
  private Line open(Target wanted) throws Exception {
    PodTunnel tunnel = wanted.api().tunnel(ref.namespace(), wanted.pod(), wanted.port());
    try {
      return wanted.line(tunnel, null);
    } catch (GcsFailure e) {
      if (e.kind() == GcsFailure.Kind.UNAUTHENTICATED) {
        Optional<String> token = wanted.api().rayToken(ref.namespace(), wanted.pod());
        if (token.isPresent()) {
          return wanted.line(tunnel, token.get());
        }
      }
      tunnel.close();
      throw e;
    }
  }

  private void lose(Exception thrown) {
    GcsFailure.Kind kind = thrown instanceof GcsFailure failure ? failure.kind() : null;
    boolean isRefused = kind == GcsFailure.Kind.UNAUTHENTICATED;
    String words = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    track.failed(
        isRefused ? State.FORBIDDEN : State.LOST,
        kind == GcsFailure.Kind.LATE ? Trouble.of(Cause.LATE) : Trouble.other(words),
        clock.instant(),
        System.nanoTime());
    drop();
    changed.run();
  }

  private void drop() {
    objects.drop();
    Line present = line;
    line = null;
    if (present != null) {
      Thread.ofVirtual().name("raydeck-hang-up").start(present::close);
    }
  }
}
