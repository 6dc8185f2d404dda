package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ClusterWatch;
import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.Kubeconfig;
import dev.raydeck.model.Health;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.PodVersions;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The session's side towards the API server: connects, keeps the watch, notices when it is lost,
/// and starts anew from the kubeconfig, so that a restarted server with other certificates or
/// tokens is found again. All methods belong to the session's thread. The last good data stay when
/// the connection goes.
final class KubeSide {
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final long PROBE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PROBE_DOUBT_NANOS = Duration.ofMillis(500).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  /// A first list of thirty thousand Pods takes its time.
  private static final long FIRST_LIST_NANOS = Duration.ofSeconds(60).toNanos();

  private static final long FILE_LOOK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long SILENCE_NANOS = Duration.ofSeconds(6).toNanos();

  /// What comes first is shown before more is asked for: at a start both want the same processor.
  private static final long SETTLED_NANOS = Duration.ofMillis(250).toNanos();

  private final ClusterAccess access;
  private final RayClusterRef ref;
  private final Inbox inbox;
  private final Runnable changed;
  private final HealthTrack track;

  private @Nullable Link link;
  private boolean isConnecting;
  private boolean isProbing;
  private long probeStartNanos;
  private long probedNanos;
  private long takenOver;
  private long watchingNanos;
  private boolean isGood;
  private long goodNanos;
  private @Nullable Instant goodAt;
  private volatile String connectedWith = "";
  private boolean isLooking;
  private long lookedNanos = System.nanoTime();
  private final LastRead seen = new LastRead();

  private record Link(KubeApi api, ClusterWatch watch) {
    void close() {
      watch.close();
      api.close();
    }
  }

  KubeSide(
      ClusterAccess access,
      RayClusterRef ref,
      Inbox inbox,
      Runnable changed,
      RandomGenerator random) {
    this.access = access;
    this.ref = ref;
    this.inbox = inbox;
    this.changed = changed;
    this.track = new HealthTrack(random);
  }

  Health health() {
    return track.health();
  }

  /// Synced, watching, and the last probe was answered: what is read here is what the server has.
  boolean isGood() {
    return isGood;
  }

  /// Good for long enough that what it shows was drawn.
  boolean isSettled(long nanos) {
    return isGood && nanos - goodNanos > SETTLED_NANOS;
  }

  /// The last moment up to `now` for which what is read here was known to hold.
  Instant goodAt(Instant now) {
    Instant last = goodAt;
    return isGood || last == null ? now : last;
  }

  /// Null while there is no connection.
  @Nullable KubeApi api() {
    return link == null ? null : link.api();
  }

  @Nullable RayCluster cluster() {
    return seen.cluster();
  }

  PagedList<RayPod> pods() {
    return seen.pods();
  }

  PodVersions podVersions() {
    return link == null ? PodVersions.UNKNOWN : link.watch().podVersions();
  }

  Optional<RayPod> head() {
    return seen.head();
  }

  boolean isConnecting() {
    return isConnecting;
  }

  void tryNow() {
    track.tryNow();
  }

  /// Once a tick. Never blocks.
  void tend(Instant now, long nanos) {
    Link present = link;
    if (present == null) {
      if (!isConnecting && track.mayTry(nanos)) {
        connect(now);
      } else if (!isConnecting && !isLooking && nanos - lookedNanos > FILE_LOOK_NANOS) {
        lookAtFile(nanos);
      }
      return;
    }
    boolean isLive = present.watch().isSynced() && present.watch().isWatching();
    if (isLive) {
      watchingNanos = nanos;
      takeOver(present.watch(), now);
    } else {
      isGood = false;
      takenOver = -1;
      if (goodAt == null && present.watch().isSynced()) {
        // The first is shown before the watches are open; nothing is done upon it yet.
        seen.read(present.watch());
      }
    }
    goodAt = isGood ? now : goodAt;
    boolean isProbeDue = nanos - probedNanos > (isLive ? PROBE_EVERY_NANOS : PROBE_DOUBT_NANOS);
    if (isProbeDue && !isProbing) {
      probe(present, now);
    }
    if (isProbing && nanos - probeStartNanos > SILENCE_NANOS) {
      isProbing = false;
      lose(KubeTrouble.SILENT, now);
    } else if (!isLive && nanos - watchingNanos > patienceNanos(present.watch())) {
      KubeFailure failure = present.watch().failure();
      lose(failure == null ? KubeTrouble.NO_ANSWER : KubeTrouble.of(failure), now);
    }
  }

  private static long patienceNanos(ClusterWatch watch) {
    boolean isListing = !watch.isSynced() && watch.failure() == null;
    return isListing ? FIRST_LIST_NANOS : PATIENCE_NANOS;
  }

  void close() {
    Link present = link;
    link = null;
    if (present != null) {
      Thread.ofVirtual().name("raydeck-hang-up").start(present::close);
    }
  }

  private void connect(Instant now) {
    isConnecting = true;
    if (track.health().state() == State.NOT_ASKED) {
      track.waiting(State.CONNECTING, "", now);
    }
    inbox.ask(
        "raydeck-connect",
        () -> {
          Kubeconfig kubeconfig = Kubeconfigs.of(access.source());
          connectedWith = kubeconfig.stamp();
          KubeApi api = kubeconfig.connect(access.context());
          try {
            return new Link(api, api.watch(ref.namespace(), ref.name(), changed));
          } catch (KubeFailure e) {
            api.close();
            throw e;
          }
        },
        this::connected,
        thrown -> {
          isConnecting = false;
          lose(KubeTrouble.of(thrown), now);
        });
  }

  /// A kubeconfig rewritten since the last try, by a restarted server or for a new token, is worth
  /// a try at once.
  private void lookAtFile(long nanos) {
    isLooking = true;
    lookedNanos = nanos;
    inbox.ask(
        "raydeck-kubeconfig",
        () -> Kubeconfigs.of(access.source()).stamp(),
        stamp -> {
          isLooking = false;
          if (!stamp.equals(connectedWith)) {
            track.tryNow();
          }
        },
        thrown -> {
          throw new IllegalStateException("the kubeconfig was not looked at", thrown);
        });
  }

  private void connected(Link made) {
    isConnecting = false;
    link = made;
    isProbing = false;
    takenOver = -1;
    seen.readAnew();
    watchingNanos = System.nanoTime();
    probedNanos = System.nanoTime(); // The first list is under way, and as good an answer.
    changed.run();
  }

  private void takeOver(ClusterWatch watch, Instant now) {
    long changes = watch.changes();
    if (changes == takenOver) {
      return;
    }
    takenOver = changes;
    seen.read(watch);
    if (watch.cluster() == null) {
      isGood = false;
      track.waiting(
          State.ABSENT, Trouble.of(Cause.NO_RAYCLUSTER, ref.name(), ref.namespace()), now);
      return;
    }
    if (track.health().state() != State.SLOW && track.health().state() != State.OK) {
      track.ok(Duration.ZERO, SLOW, now);
    }
    goodNanos = isGood ? goodNanos : System.nanoTime();
    isGood = true;
  }

  private void probe(Link asked, Instant now) {
    isProbing = true;
    long start = System.nanoTime();
    probeStartNanos = start;
    inbox.ask(
        "raydeck-probe",
        () -> asked.api().rayCluster(ref.namespace(), ref.name()),
        found -> {
          if (link != null && link.equals(asked)) {
            probed();
            answered(found, Duration.ofNanos(System.nanoTime() - start), now);
          }
        },
        thrown -> {
          if (link != null && link.equals(asked)) {
            probed();
            lose(KubeTrouble.of(thrown), now);
          }
        });
  }

  private void probed() {
    isProbing = false;
    probedNanos = System.nanoTime();
  }

  private void answered(Optional<RayCluster> found, Duration latency, Instant now) {
    if (isGood && found.isPresent()) {
      track.ok(latency, SLOW, now);
    }
  }

  private void lose(KubeTrouble trouble, Instant now) {
    isGood = false;
    track.failed(trouble.state(), trouble.words(), now, System.nanoTime());
    close();
    changed.run();
  }
}
