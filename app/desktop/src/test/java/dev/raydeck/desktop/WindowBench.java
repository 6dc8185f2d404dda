package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.SessionFrame;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/// The Nodes table under load, in a window: `WindowBench [rows] [updates a second] [seconds]`.
///
/// Frames come four times a second, as a session gives them, each with its share of Pods changed;
/// the decision in them is the first one's, so what a session spends on deciding is not in it. It
/// prints pulses a second, the time between pulses at the 99th percentile, CPU of the process and
/// of the FX thread as a share of one core, heap, and whether selection and scroll were kept.
final class WindowBench {
  private static final int FRAMES_A_SECOND = 4;
  private static final int WARM_UP_SECONDS = 6;

  private final int rows;
  private final int updates;
  private final int seconds;
  private final Random random = new Random(1);
  private final List<Long> gaps = Collections.synchronizedList(new ArrayList<>());
  private List<RayPod> pods = List.of();
  private volatile long fxThread;

  private WindowBench(int rows, int updates, int seconds) {
    this.rows = rows;
    this.updates = updates;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws InterruptedException {
    int[] numbers = {30_000, 1_000, 20};
    for (int i = 0; i < Math.min(args.length, numbers.length); i++) {
      numbers[i] = Integer.parseInt(args[i]);
    }
    new WindowBench(numbers[0], numbers[1], numbers[2]).run();
    System.exit(0);
  }

  private SessionFrame first() {
    Frames frames = Frames.guide();
    for (int i = 0; i < rows; i++) {
      String end = Integer.toString(i + 60_466_176, 36);
      Duration age = Duration.ofMinutes(10 + i % 600);
      if (i % 5 == 0) {
        frames.idle("small-group", end, Duration.ofSeconds(i % 59), age);
      } else {
        frames.busy("small-group", end, 1, 0, age);
      }
    }
    return frames.frame();
  }

  private SessionFrame next(SessionFrame before, Instant now) {
    ClusterSnapshot snapshot = Objects.requireNonNull(before.snapshot());
    List<RayPod> changed = new ArrayList<>(pods);
    for (int i = 0; i < updates / FRAMES_A_SECOND; i++) {
      int at = random.nextInt(changed.size());
      RayPod pod = changed.get(at);
      if (pod.kind() == NodeKind.WORKER) {
        changed.set(at, restarted(pod));
      }
    }
    pods = changed;
    ClusterSnapshot fresh =
        new ClusterSnapshot(now, snapshot.cluster(), changed, snapshot.ray(), List.of());
    return new SessionFrame(
        before.turn() + 1,
        now,
        before.mode(),
        false,
        fresh,
        before.decision(),
        before.result(),
        before.apiServer(),
        before.rayHead(),
        before.autoscaler(),
        null,
        null);
  }

  private static RayPod restarted(RayPod pod) {
    RayPod.Container one = pod.containers().getFirst();
    return new RayPod(
        pod.name(),
        pod.uid(),
        pod.kind(),
        pod.group(),
        pod.phase(),
        pod.displayStatus(),
        pod.message(),
        List.of(
            new RayPod.Container(
                one.name(), one.isReady(), one.state(), one.reason(), one.restarts() + 1)),
        pod.isReady(),
        pod.podIp(),
        pod.kubernetesNode(),
        pod.createdAt(),
        pod.deletionTimestamp());
  }

  private void run() throws InterruptedException {
    SessionFrame start = first();
    pods = Objects.requireNonNull(start.snapshot()).pods();
    FakeConnection connection = FakeConnection.sandbox(start);
    CountDownLatch shown = new CountDownLatch(1);
    Object[] made = new Object[2];
    Platform.startup(() -> {
      fxThread = Thread.currentThread().threadId();
      Stage stage = new Stage();
      RaydeckWindow window =
          Stages.window(
              stage,
              Theme.DARK,
              Language.ENGLISH,
              connection,
              task -> Thread.ofVirtual().start(task));
      Objects.requireNonNull(window.shell()).go(Place.NODES);
      made[0] = window;
      shown.countDown();
    });
    shown.await();
    RaydeckWindow window = (RaydeckWindow) made[0];
    FxPulse pulse = new FxPulse();
    Platform.runLater(pulse::start);
    ScheduledExecutorService session = Executors.newSingleThreadScheduledExecutor();
    dev.raydeck.desktop.live.FxFrames frames =
        new dev.raydeck.desktop.live.FxFrames(facts -> window.show(facts));
    SessionFrame[] last = {start};
    var _ =
        session.scheduleAtFixedRate(
            () -> {
              last[0] = next(last[0], last[0].at().plusMillis(1_000 / FRAMES_A_SECOND));
              connection.frame(last[0]);
              frames.accept(last[0]);
            },
            0,
            1_000 / FRAMES_A_SECOND,
            TimeUnit.MILLISECONDS);
    session.awaitTermination(WARM_UP_SECONDS, TimeUnit.SECONDS);
    String kept = choose(window);
    measure(session);
    System.out.println("selection kept: " + kept.equals(selected(window)));
    session.shutdownNow();
  }

  private void measure(ScheduledExecutorService session) throws InterruptedException {
    var threads = ManagementFactory.getThreadMXBean();
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    gaps.clear();
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    long fx = threads.getThreadCpuTime(fxThread);
    session.awaitTermination(seconds, TimeUnit.SECONDS);
    wall = System.nanoTime() - wall;
    long[] all = gaps.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%d rows, %d updates/s, %d s, %s %s, %d cores, load %.1f%n",
        rows,
        updates,
        seconds,
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage());
    System.out.printf(
        "fps %.1f, gap p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
        all.length * 1e9 / wall, at(all, 0.5), at(all, 0.99), at(all, 1));
    System.out.printf(
        "CPU %.0f %% of one core, FX thread %.0f %%, heap %d MB%n",
        100.0 * (system.getProcessCpuTime() - cpu) / wall,
        100.0 * (threads.getThreadCpuTime(fxThread) - fx) / wall,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
  }

  private static String choose(RaydeckWindow window) throws InterruptedException {
    onFx(() -> table(window).getSelectionModel().select(17));
    onFx(() -> table(window).scrollTo(10));
    return selected(window);
  }

  private static String selected(RaydeckWindow window) throws InterruptedException {
    String[] found = new String[1];
    onFx(() -> {
      Object row = table(window).getSelectionModel().getSelectedItem();
      found[0] = row == null ? "" : Integer.toHexString(System.identityHashCode(row));
    });
    return found[0];
  }

  private static TableView<?> table(RaydeckWindow window) {
    Shell shell = Objects.requireNonNull(window.shell());
    return (TableView<?>) Objects.requireNonNull(shell.root().lookup("#nodes-table"));
  }

  private static void onFx(Runnable work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(() -> {
      work.run();
      done.countDown();
    });
    done.await();
  }

  private final class FxPulse extends AnimationTimer {
    private long before;

    @Override
    public void handle(long now) {
      if (before > 0) {
        gaps.add(now - before);
      }
      before = now;
    }
  }
}
