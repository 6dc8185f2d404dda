package dev.raydeck.desktop;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.LiveConnection;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.SessionFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// From an event at an API server in another process to the pulse that draws it in a cell of the
/// Nodes table: `restarts` of a Pod in view is the event's own time.
///
/// A cell that shows a newer event than the one it missed counts once, for the newer. There is no
/// Ray head, so reading one is not in it. The resident memory is this process's: the window and one
/// session over all the Pods.
final class WireBench {
  private static final int WARM_UP_SECONDS = 15;
  private static final int PATIENCE_SECONDS = 300;

  private final long none = System.currentTimeMillis();
  private final Map<TableCell<?, ?>, String> shown = new HashMap<>();
  private final AtomicReference<@Nullable RaydeckWindow> window = new AtomicReference<>();
  private final AtomicReference<@Nullable Meter> meter = new AtomicReference<>();
  private final CountDownLatch synced = new CountDownLatch(1);
  private long[] millis = new long[4_096];
  private int count;

  private WireBench() {}

  static void run(int rows, int updates, int seconds) throws IOException, InterruptedException {
    new WireBench().measure(rows, updates, seconds);
  }

  private void measure(int rows, int updates, int seconds)
      throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                WireServer.class.getName(),
                Integer.toString(rows),
                Integer.toString(updates),
                Long.toString(none))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader();
        Writer in = server.outputWriter()) {
      String kubeconfig =
          out.lines().takeWhile(line -> !line.equals("---")).collect(Collectors.joining("\n"));
      open(kubeconfig, rows);
      in.write('\n');
      in.flush();
      settle(WARM_UP_SECONDS);
      ScreenBench.onFx(() -> count = 0);
      Meter counting = Objects.requireNonNull(meter.get());
      counting.begin();
      settle(seconds);
      String figures = counting.end();
      ScreenBench.onFx(() -> print(rows, updates, seconds, figures));
      System.out.println("  " + resident());
    } finally {
      server.destroy();
    }
  }

  private static void settle(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, java.util.concurrent.TimeUnit.SECONDS);
  }

  private void open(String kubeconfig, int rows) throws InterruptedException {
    FxFrames frames =
        new FxFrames(facts -> {
          RaydeckWindow open = window.get();
          if (open != null) {
            open.show(facts);
          }
          if (facts.nodes().size() == rows) {
            synced.countDown();
          }
        });
    // First: a frame may come before anything else is there.
    Platform.startup(() -> {});
    LiveConnection connection =
        LiveConnection.open(
            new Target("bench", "default", "bench", false, false),
            new ClusterAccess(new KubeconfigSource.Text(kubeconfig), null),
            InstantSource.system(),
            null,
            null,
            (SessionFrame frame) -> frames.accept(frame));
    Platform.runLater(() -> {
      RaydeckWindow open =
          Stages.window(
              new Stage(),
              Theme.DARK,
              Language.ENGLISH,
              connection,
              task -> Thread.ofVirtual().start(task));
      window.set(open);
      Shell shell = Objects.requireNonNull(open.shell());
      shell.go(Place.NODES);
      Meter made = new Meter();
      made.start();
      meter.set(made);
      new Watch(shell).start();
    });
    if (!synced.await(PATIENCE_SECONDS, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("the Pods did not come");
    }
  }

  private void print(int rows, int updates, int seconds, String figures) {
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    System.out.printf(
        "wire: %d Pods, %d events/s, %d s: event to cell p50 %d, p99 %d, worst %d ms of %d seen;%n  %s%n",
        rows,
        updates,
        seconds,
        sorted.length == 0 ? -1 : sorted[sorted.length / 2],
        sorted.length == 0 ? -1 : sorted[(int) (sorted.length * 0.99)],
        sorted.length == 0 ? -1 : sorted[sorted.length - 1],
        count,
        figures);
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\s+", " "))
        .collect(Collectors.joining());
  }

  /// Looks at the cells in view at each pulse, which draws them as they are.
  private final class Watch extends AnimationTimer {
    private final Shell shell;
    private List<TableCell<?, ?>> cells = List.of();
    private int pulses;

    Watch(Shell shell) {
      this.shell = shell;
    }

    @Override
    public void handle(long nanos) {
      if (pulses++ % 60 == 0) {
        find();
      }
      long now = System.currentTimeMillis() - none;
      for (TableCell<?, ?> cell : cells) {
        String text = Objects.requireNonNullElse(cell.getText(), "");
        String before = shown.put(cell, text);
        if (before != null && !before.equals(text) && text.matches("[1-9]\\d*")) {
          note(now - Long.parseLong(text));
        }
      }
    }

    private void find() {
      if (shell.root().lookup("#chooser") instanceof MenuButton chooser) {
        chooser.getItems().stream()
            .filter(item -> "choose-restarts".equals(item.getId()))
            .map(CheckMenuItem.class::cast)
            .filter(item -> !item.isSelected())
            .forEach(item -> {
              item.setSelected(true);
              item.getOnAction().handle(new javafx.event.ActionEvent());
            });
      }
      TableView<?> table = (TableView<?>) shell.root().lookup("#nodes-table");
      cells =
          table == null
              ? List.of()
              : table.lookupAll(".table-cell").stream()
                  .filter(Node::isVisible)
                  .filter(node -> node instanceof TableCell<?, ?> cell && isRestarts(cell))
                  .<TableCell<?, ?>>map(node -> (TableCell<?, ?>) node)
                  .toList();
    }

    private static boolean isRestarts(TableCell<?, ?> cell) {
      return cell.getTableColumn() != null
          && "column-restarts".equals(cell.getTableColumn().getId());
    }

    private void note(long took) {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, 2 * count);
      }
      millis[count++] = took;
    }
  }
}
