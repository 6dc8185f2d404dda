package dev.raydeck.desktop;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.LiveConnection;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.SessionFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
/// A cell that shows a newer event than the one it missed counts once, for the newer. How old
/// events are on their way is told too: in the session's frame, and joined on the FX thread. With a
/// Ray head every Pod has a node, half of them busy, and how old that and the decision upon it are
/// is told; else reading one is not in it. The resident memory is this process's: the window and
/// one session over all the Pods; what the server takes of the same machine is told beside it.
final class WireBench {
  private static final int WARM_UP_SECONDS = 15;
  private static final int PATIENCE_SECONDS = 300;

  private final long none = System.currentTimeMillis();
  private final Map<TableCell<?, ?>, Shown> shown = new HashMap<>();
  private final AtomicReference<@Nullable RaydeckWindow> window = new AtomicReference<>();
  private final AtomicReference<@Nullable Meter> meter = new AtomicReference<>();
  private final CountDownLatch synced = new CountDownLatch(1);
  private final Ages framed = new Ages("in the frame");
  private final Ages joined = new Ages("on the FX thread");
  private final Ages drawn = new Ages("in the cell");
  private final WireTurns turns = new WireTurns();
  private final Resident memory = new Resident();
  private @Nullable PagedList<RayPod> framedPods;
  private @Nullable PagedList<NodeFacts> joinedNodes;

  /// What a cell was of: under rows that come and go it is soon another's.
  private record Shown(@Nullable Object row, String text) {}

  private WireBench() {}

  /// `churn`: so many Pods go a second, and as many others come.
  static void run(int rows, int updates, int seconds, int churn, boolean hasHead)
      throws IOException, InterruptedException {
    new WireBench().measure(rows, updates, seconds, churn, hasHead);
  }

  private void measure(int rows, int updates, int seconds, int churn, boolean hasHead)
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
                Long.toString(none),
                Integer.toString(churn),
                Boolean.toString(hasHead))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader();
        Writer in = server.outputWriter()) {
      String kubeconfig =
          out.lines().takeWhile(line -> !line.equals("---")).collect(Collectors.joining("\n"));
      open(kubeconfig, hasHead ? rows + 1 : rows, hasHead);
      in.write('\n');
      in.flush();
      memory.watch(WARM_UP_SECONDS);
      Stream.of(framed, joined, drawn).forEach(Ages::forget);
      turns.forget();
      memory.forget();
      Meter counting = Objects.requireNonNull(meter.get());
      counting.begin();
      Duration before = cpu(server);
      memory.watch(seconds);
      String figures = counting.end();
      Duration after = cpu(server);
      System.out.printf(
          "wire: %d Pods, %d events/s, %d Pods/s anew, %d s: an event's age%n  %s%n  %s%n  %s%n  %s%n  %s%n  the server: %d %% of a core%n",
          rows,
          updates,
          churn,
          seconds,
          framed,
          joined,
          drawn,
          figures,
          memory.figures(),
          after.minus(before).toMillis() / (10L * seconds));
      System.out.print(turns.figures());
    } finally {
      server.destroy();
    }
  }

  private static Duration cpu(Process server) {
    return server.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// How old the events are that a frame brings.
  private void framed(SessionFrame frame) {
    ClusterSnapshot snapshot = frame.snapshot();
    if (snapshot == null) {
      return;
    }
    turns.note(frame, snapshot);
    PagedList<RayPod> pods = snapshot.pods();
    PagedList<RayPod> before = framedPods;
    framedPods = pods;
    if (before != null && before.size() == pods.size()) {
      for (int place : pods.changesSince(before)) {
        if (pods.get(place).uid().equals(before.get(place).uid())) {
          framed.note(age(pods.get(place).restarts()));
        }
      }
    }
  }

  private void joined(ClusterFacts facts) {
    PagedList<NodeFacts> nodes = facts.nodes();
    PagedList<NodeFacts> before = joinedNodes;
    joinedNodes = nodes;
    if (before != null && before.size() == nodes.size()) {
      for (int place : nodes.changesSince(before)) {
        RayPod pod = nodes.get(place).pod();
        RayPod was = before.get(place).pod();
        if (pod.uid().equals(was.uid()) && !pod.equals(was)) {
          joined.note(age(pod.restarts()));
        }
      }
    }
  }

  private long age(long event) {
    return System.currentTimeMillis() - none - event;
  }

  private void open(String kubeconfig, int nodes, boolean hasHead) throws InterruptedException {
    FxFrames frames =
        new FxFrames(facts -> {
          joined(facts);
          RaydeckWindow open = window.get();
          if (open != null) {
            open.show(facts);
          }
          if (facts.nodes().size() == nodes && (facts.ray() != null || !hasHead)) {
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
            (SessionFrame frame) -> {
              framed(frame);
              frames.accept(frame);
            });
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
      for (TableCell<?, ?> cell : cells) {
        String text = Objects.requireNonNullElse(cell.getText(), "");
        Shown now = new Shown(cell.getItem(), text);
        Shown before = shown.put(cell, now);
        boolean isSameRow = before != null && Objects.equals(before.row(), now.row());
        if (isSameRow && !before.equals(now) && text.matches("[1-9]\\d*")) {
          drawn.note(age(Long.parseLong(text)));
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
  }
}
