package dev.raydeck.desktop;

import dev.raydeck.desktop.facts.PodChanges;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Screens over many Pods while they change. Frames come ten times a second, as a session gives
/// them for so many, each with its share of Pods changed; the decision in them is the first one's,
/// so what a session spends on deciding is not in it.
final class ScreenBench {
  private static final int FRAMES_A_SECOND = 10;
  private static final int WARM_UP_SECONDS = 8;
  private static final int SHAPES = 200;

  private final int rows;
  private final int updates;
  private final ScheduledExecutorService session = Executors.newSingleThreadScheduledExecutor();
  private final AtomicReference<@Nullable RaydeckWindow> opened = new AtomicReference<>();
  private final AtomicReference<@Nullable Meter> meter = new AtomicReference<>();

  ScreenBench(int rows, int updates) {
    this.rows = rows;
    this.updates = updates;
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
    for (int i = 0; i < SHAPES; i++) {
      frames.demand(ResourceBundle.of("CPU", 1 + i % 17, "memory", 1e9 + i * 1e6), 1 + i);
    }
    return frames.frame();
  }

  void open() throws InterruptedException {
    SessionFrame start = first();
    FakeConnection connection = FakeConnection.sandbox(start);
    CountDownLatch shown = new CountDownLatch(1);
    Platform.startup(() -> {
      opened.set(
          Stages.window(
              new Stage(),
              Theme.DARK,
              Language.ENGLISH,
              connection,
              task -> Thread.ofVirtual().start(task)));
      Meter made = new Meter();
      made.start();
      meter.set(made);
      shown.countDown();
    });
    shown.await();
    FxFrames frames = new FxFrames(facts -> window().show(facts));
    ClusterSnapshot snapshot = Objects.requireNonNull(start.snapshot());
    PodChanges world = new PodChanges(snapshot.pods(), updates / FRAMES_A_SECOND);
    AtomicReference<SessionFrame> last = new AtomicReference<>(start);
    var _ =
        session.scheduleAtFixedRate(
            () -> {
              SessionFrame fresh = world.next(last.get(), 1_000 / FRAMES_A_SECOND);
              last.set(fresh);
              connection.frame(fresh);
              frames.accept(fresh);
            },
            0,
            1_000 / FRAMES_A_SECOND,
            TimeUnit.MILLISECONDS);
  }

  private RaydeckWindow window() {
    return Objects.requireNonNull(opened.get());
  }

  private Shell shell() {
    return Objects.requireNonNull(window().shell());
  }

  void measure(Place place, int seconds) throws InterruptedException, IOException {
    onFx(() -> shell().go(place));
    boolean isTable = place == Place.NODES;
    if (isTable) {
      onFx(() -> table().getSelectionModel().select(rows / 2 + 7));
      onFx(() -> table().scrollTo(rows / 2));
    }
    var _ = session.awaitTermination(WARM_UP_SECONDS, TimeUnit.SECONDS);
    TableLook before = isTable ? tableLook() : TableLook.NONE;
    Meter counting = Objects.requireNonNull(meter.get());
    Resident memory = new Resident();
    counting.begin();
    memory.watch(seconds);
    String figures = counting.end();
    System.out.printf(
        "%s: %d Pods, %d shapes, %d updates/s, %d s: %s%n",
        place.word(), rows, SHAPES, updates, seconds, figures);
    System.out.println("  " + memory.figures());
    if (isTable) {
      TableLook after = tableLook();
      System.out.printf(
          "  selection kept: %b; scroll kept: %b (the first row in view is the %d. of %d, and was the %d.)%n",
          before.selected().equals(after.selected()),
          before.top() == after.top(),
          after.top(),
          rows,
          before.top());
    }
  }

  /// Which row is selected and which is the first in view, counted from zero.
  private record TableLook(Object selected, int top) {
    static final TableLook NONE = new TableLook("", 0);
  }

  private TableLook tableLook() throws InterruptedException {
    AtomicReference<TableLook> look = new AtomicReference<>(TableLook.NONE);
    onFx(() -> {
      VirtualFlow<?> flow = (VirtualFlow<?>) table().lookup(".virtual-flow");
      Object selected = Objects.requireNonNull(table().getSelectionModel().getSelectedItem());
      look.set(new TableLook(selected, flow.getFirstVisibleCell().getIndex()));
    });
    return look.get();
  }

  void close() {
    session.shutdownNow();
  }

  private TableView<?> table() {
    return (TableView<?>) Objects.requireNonNull(shell().root().lookup("#nodes-table"));
  }

  static void onFx(Runnable work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(() -> {
      work.run();
      done.countDown();
    });
    done.await();
  }
}
