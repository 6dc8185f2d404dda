package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Intent;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.SessionFrame;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connected RayCluster: observe → decide → act → publish, on one thread.
public final class ClusterSession implements AutoCloseable {
  private static final AtomicLong COUNT = new AtomicLong();

  /// A name server may let it wait.
  private static final CompletableFuture<String> HOST =
      CompletableFuture.supplyAsync(
          ClusterSession::host, task -> Thread.ofVirtual().name("raydeck-host").start(task));

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(4);
  private static final String UNREACHABLE = "the API server is not answering";

  private final SessionLoop loop;
  private final Thread thread;
  private final Queue<LogFollower> followers = new ConcurrentLinkedQueue<>();

  private ClusterSession(SessionLoop loop, RayClusterRef ref) {
    this.loop = loop;
    this.thread = Thread.ofPlatform().daemon().name("raydeck-session-" + ref).start(loop::run);
  }

  /// Returns at once. Frames come from the session's thread, twenty-five a second at most and one
  /// at least; the receiver keeps the latest and must not block.
  public static ClusterSession open(
      ClusterAccess access,
      RayClusterRef ref,
      SessionSettings settings,
      Consumer<SessionFrame> frames) {
    return new ClusterSession(new SessionLoop(access, ref, settings, identity(), frames), ref);
  }

  /// The latest.
  public SessionFrame frame() {
    return loop.frame();
  }

  public Mode mode() {
    return loop.frame().mode();
  }

  /// DRIVE is refused with a sentence where the in-tree autoscaler is on, the Lease is another's or
  /// a right is missing.
  public CompletableFuture<ModeChange> mode(Mode wanted) {
    return loop.mode(wanted);
  }

  /// Goes on observing and deciding, sends nothing.
  public void pause() {
    loop.tell(turns -> turns.pause(true));
  }

  public void resume() {
    loop.tell(turns -> turns.pause(false));
  }

  /// One decision now, acted upon even while paused.
  public void step() {
    loop.tell(Turns::step);
  }

  /// Where DRIVE stops and asks from now on; the frames tell what it stops at.
  public void breakpoints(Set<Breakpoint> wanted) {
    Set<Breakpoint> set = Set.copyOf(wanted);
    loop.tell(turns -> turns.stops().set(set));
  }

  /// Lets go what a frame showed: a decision from fresh facts does it now, paused or not, where it
  /// still wants it, and no more than it.
  public void approve(Intent seen) {
    loop.tell(turns -> turns.stops().approve(seen));
  }

  /// Leaves what a frame showed for now: it is asked for again when more is wanted, or a minute
  /// later.
  public void skip(Intent seen) {
    loop.tell(turns -> turns.stops().skip(seen));
  }

  /// Observes soon, and tries lost connections at once.
  public void lookAgain() {
    loop.lookAgain();
  }

  /// What this user may do here; empty until it was answered.
  public Map<Right, Boolean> rights() {
    return loop.rights();
  }

  /// Starts detached actors by exec in the head Pod: a fixed program, arguments as argv.
  public CompletableFuture<LaunchOutcome> launch(LaunchRequest request) {
    return loop.desk()
        .take(reach -> {
          RayPod head = reach.head();
          if (reach.api() == null || head == null) {
            return LaunchOutcome.trouble(
                reach.api() == null ? UNREACHABLE : "there is no head Pod");
          }
          try {
            return loop.errands().launch(reach.api(), head.name(), head.rayContainer(), request);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  /// Kills actors for good through the GCS.
  public CompletableFuture<KillOutcome> kill(List<String> actorIds) {
    List<String> ids = List.copyOf(actorIds);
    return loop.desk()
        .take(reach ->
            reach.gcs() == null
                ? KillOutcome.trouble("the Ray head is not answering")
                : loop.errands().kill(reach.gcs(), ids));
  }

  /// Checks a change, shows it as lines, and has the API server try it without storing it.
  public CompletableFuture<ChangePreview> preview(OptionsChange change) {
    return loop.desk()
        .take(reach ->
            reach.api() == null
                ? Errands.unanswered(change, UNREACHABLE)
                : loop.errands().preview(reach.api(), change));
  }

  /// Sends a previewed change, guarded by tests on the values it was made from.
  public CompletableFuture<ChangeOutcome> send(ChangePreview preview) {
    return loop.desk()
        .take(reach ->
            reach.api() == null
                ? new ChangeOutcome(ChangeOutcome.Status.FAILED, UNREACHABLE)
                : loop.errands().send(reach.api(), preview));
  }

  /// The last lines of a container's log; completes exceptionally with the API server's words.
  public CompletableFuture<String> log(String pod, String container, int tailLines) {
    return loop.desk()
        .take(reach -> {
          try {
            if (reach.api() == null) {
              throw new KubeFailure(KubeFailure.Kind.UNREACHABLE, UNREACHABLE, null);
            }
            RayClusterRef ref = loop.errands().ref();
            return reach.api().log(ref.namespace(), pod, container, tailLines);
          } catch (KubeFailure e) {
            throw new CompletionException(e.words(), e);
          }
        });
  }

  /// An object of the cluster's namespace whole; completes exceptionally with a KubeFailure.
  public CompletableFuture<ObjectView> read(ObjectRef ref) {
    return loop.desk()
        .take(reach -> {
          try {
            if (reach.api() == null) {
              throw new KubeFailure(KubeFailure.Kind.UNREACHABLE, UNREACHABLE, null);
            }
            return reach.api().object(loop.errands().ref().namespace(), ref);
          } catch (KubeFailure e) {
            throw new CompletionException(e.words(), e);
          }
        });
  }

  /// Follows a container's log from its last `tailLines` lines on until closed.
  public LogStream follow(LogPlace place, int tailLines, LogSink sink) {
    LogFollower follower =
        new LogFollower(
            () -> loop.desk().<@Nullable KubeApi>take(ErrandDesk.Reach::api),
            loop.errands().ref().namespace(),
            place,
            tailLines,
            sink);
    followers.removeIf(LogFollower::isDone);
    followers.add(follower);
    return follower.start();
  }

  /// Ends the loop, gives the Lease back and closes the connections; waits for it a few seconds at
  /// most.
  @Override
  public void close() {
    loop.close();
    followers.forEach(LogFollower::close);
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Who we are in a Lease, for whoever asks: only a driver does.
  private static Supplier<String> identity() {
    long number = COUNT.incrementAndGet();
    return () ->
        "%s@%s/raydeck-%d-%d"
            .formatted(
                System.getProperty("user.name", "someone"),
                HOST.join(),
                ProcessHandle.current().pid(),
                number);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
