package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.LiveCell;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.kit.UseBar;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.RayPod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The columns of the Nodes table.
final class NodesTable {
  private static final String NONE = "–";

  private final Deck deck;
  private static final double SCROLL_BAR = 12;

  private final TableColumn<NodeRow, NodeRow> pods;
  private final TableColumn<NodeRow, NodeRow> gpu;
  private final List<TableColumn<NodeRow, NodeRow>> spare;
  private final TableView<NodeRow> view;
  private ClusterFacts shown;

  NodesTable(Deck deck, LiveTable<NodeRow> table) {
    this.deck = deck;
    this.shown = ClusterFacts.of(deck.connection().frame());
    pods = table.column(word("pod"), 124, by(f -> f.pod().name()), this::pod, "mono");
    table.column(word("group"), 104, by(f -> f.pod().group()), this::group, "quiet");
    var ready =
        table.column(word("ready"), 58, by(f -> f.pod().readyContainers()), this::ready, "mono");
    var kubernetes =
        table.column(word("kubernetes"), 124, by(f -> f.pod().displayStatus()), this::kubernetes);
    table.column(word("ray"), 92, by(f -> f.state()), this::ray, "mono");
    table.column(word("cpu"), 112, by(f -> f.used("CPU")), (c, r) -> use(c, r, "CPU"), "mono");
    gpu = table.column(word("gpu"), 84, by(f -> f.used("GPU")), (c, r) -> use(c, r, "GPU"), "mono");
    table.column(word("idle"), 96, by(NodesModel::idle), this::idle, "mono", "right");
    table.column(word("removal"), 112, by(NodesModel::timeLeft), this::removal, "mono");
    table.column(word("held"), 132, by(f -> f.held() == null ? "~" : heldBy(f.held())), this::held);
    var restarts =
        table.column(
            word("restarts"), 74, by(f -> f.pod().restarts()), this::restarts, "mono", "right");
    var age =
        table.column(word("age"), 92, by(f -> f.pod().createdAt()), this::age, "mono", "right");
    spare = List.of(restarts, age, ready, kubernetes);
    table.view().getColumns().forEach(column -> column.setMinWidth(column.getPrefWidth()));
    table.view().widthProperty().addListener((width, was, is) -> fit(is.doubleValue()));
    this.view = table.view();
    gpu.setVisible(false);
  }

  private String word(String column) {
    return deck.words().plain("column." + column);
  }

  private static <U extends Comparable<? super U>> Comparator<NodeRow> by(
      java.util.function.Function<NodeFacts, U> key) {
    return Comparator.comparing(row -> key.apply(row.facts()));
  }

  void show(ClusterFacts facts) {
    shown = facts;
    boolean hasGpu = facts.capacity("GPU") > 0;
    int longest = facts.nodes().stream().mapToInt(node -> podName(node).length()).max().orElse(8);
    double podWidth = 46 + longest * 7.3;
    if (hasGpu != gpu.isVisible() || podWidth != pods.getMinWidth()) {
      gpu.setVisible(hasGpu);
      pods.setMinWidth(podWidth);
      pods.setPrefWidth(podWidth);
      fit(view.getWidth());
    }
  }

  /// No column is cut: where there is no room for all, the less telling ones are hidden.
  private void fit(double width) {
    double left = width - SCROLL_BAR;
    for (TableColumn<NodeRow, ?> column : view.getColumns()) {
      boolean isSpare = spare.contains(column);
      if (!isSpare && column.isVisible()) {
        left -= column.getMinWidth();
      }
    }
    for (TableColumn<NodeRow, NodeRow> column : spare.reversed()) {
      left -= column.getMinWidth();
      column.setVisible(left >= 0);
    }
  }

  int hidden() {
    return (int) spare.stream().filter(column -> !column.isVisible()).count();
  }

  private static String podName(NodeFacts node) {
    return node.isHead()
        ? Names.alone(node.pod().name())
        : Names.elided(node.pod().name(), node.end());
  }

  private Instant idleNow() {
    return deck.idleNow(shown);
  }

  /// Ray's values where Ray's part is old.
  private @Nullable String rayInk(@Nullable String ink) {
    return shown.standing().isRayStale() ? "ink-unknown" : ink;
  }

  private @Nullable String kubeInk(@Nullable String ink) {
    return shown.standing().isKubeStale() ? "ink-unknown" : ink;
  }

  private void pod(LiveCell<NodeRow> cell, NodeRow row) {
    NodeFacts node = row.facts();
    StateGlyph glyph =
        cell.graphic(StateGlyph.class, () -> new StateGlyph(deck.brush(), 14, false));
    glyph.show(node, idleNow(), shown.standing().isRayStale());
    String name =
        node.isHead()
            ? Names.alone(node.pod().name())
            : Names.elided(node.pod().name(), node.end());
    cell.say(name, kubeInk(null));
    if (cell.getTooltip() == null) {
      cell.setTooltip(new Tooltip());
    }
    if (!node.pod().name().equals(cell.getTooltip().getText())) {
      cell.getTooltip().setText(node.pod().name());
      cell.setAccessibleText(node.pod().name() + ", " + deck.clauses().node(node, idleNow()));
    }
  }

  private void group(LiveCell<NodeRow> cell, NodeRow row) {
    cell.say(row.facts().isHead() ? word("head") : row.facts().pod().group(), kubeInk(null));
  }

  private void ready(LiveCell<NodeRow> cell, NodeRow row) {
    RayPod pod = row.facts().pod();
    cell.say(pod.readyContainers() + "/" + pod.containers().size(), kubeInk(null));
  }

  private void kubernetes(LiveCell<NodeRow> cell, NodeRow row) {
    NodeFacts node = row.facts();
    String ink =
        node.state() == NodeState.FAILED
            ? "ink-failed"
            : node.state() == NodeState.PENDING ? "ink-pending" : null;
    cell.say(node.pod().displayStatus(), kubeInk(ink));
  }

  private void ray(LiveCell<NodeRow> cell, NodeRow row) {
    NodeFacts node = row.facts();
    if (node.ray() == null) {
      cell.say(
          deck.words().plain(shown.ray() == null ? "value.unknown" : "value.notJoined"), "ink-t3");
    } else {
      cell.say(node.ray().status().name(), rayInk(null));
    }
  }

  private void use(LiveCell<NodeRow> cell, NodeRow row, String resource) {
    NodeFacts node = row.facts();
    if (!node.isJoined() || (resource.equals("GPU") && node.total(resource) == 0)) {
      cell.noGraphic();
      cell.say(NONE, "ink-t3");
      return;
    }
    double total = node.total(resource);
    UseBar bar = cell.graphic(UseBar.class, () -> new UseBar(deck.brush(), 34, 7));
    bar.setMaxWidth(34);
    bar.show(total, node.used(resource), 0);
    cell.say(Figures.number(node.used(resource)) + "/" + Figures.number(total), rayInk(null));
  }

  private void idle(LiveCell<NodeRow> cell, NodeRow row) {
    Duration idle = row.facts().idle(idleNow());
    if (idle == null) {
      cell.say(NONE, "ink-t3");
    } else {
      cell.say(deck.figures().duration(idle), rayInk(null));
    }
  }

  private void removal(LiveCell<NodeRow> cell, NodeRow row) {
    NodeFacts node = row.facts();
    if (node.state() == NodeState.MARKED) {
      cell.noGraphic();
      cell.say(deck.words().plain("removal.drained"), kubeInk(null));
      return;
    }
    if (node.state() == NodeState.TERMINATING) {
      cell.noGraphic();
      cell.say(leaving(node), kubeInk(null));
      return;
    }
    Duration left = node.remaining(idleNow());
    if (left == null) {
      cell.noGraphic();
      cell.say(NONE, "ink-t3");
      return;
    }
    StateGlyph ring = cell.graphic(StateGlyph.class, () -> new StateGlyph(deck.brush(), 15, true));
    ring.show(node, idleNow(), shown.standing().isRayStale());
    cell.say(left(node, left), rayInk(null));
  }

  private String left(NodeFacts node, Duration left) {
    if (shown.standing().isRayStale()) {
      return "?";
    }
    if (!left.isZero()) {
      return deck.figures().remaining(left);
    }
    return deck.words().plain(node.held() == null ? "removal.nextTurn" : "removal.held");
  }

  private String leaving(NodeFacts node) {
    Instant until = node.pod().deletionTimestamp();
    Duration left = until == null ? Duration.ZERO : Duration.between(deck.now(), until);
    return left.isPositive()
        ? deck.words().plain("removal.leaving", deck.figures().remaining(left))
        : deck.words().plain("removal.leavingNow");
  }

  private String heldBy(Held held) {
    return deck.clauses().culprit(held);
  }

  private void held(LiveCell<NodeRow> cell, NodeRow row) {
    NodeFacts node = row.facts();
    Held held = node.held();
    if (held != null) {
      cell.graphic(FontIcon.class, () -> Icons.sized("mdi2l-lock-outline", 13, "ink-hold"));
      cell.say(heldBy(held), "ink-hold");
      return;
    }
    cell.noGraphic();
    if (!node.actors().isEmpty() && !node.isHead()) {
      String first = node.actors().getFirst().label();
      cell.say(
          node.actors().size() == 1
              ? first
              : deck.words().plain("clause.more", first, node.actors().size() - 1),
          rayInk(null));
    } else {
      cell.say(NONE, "ink-t3");
    }
  }

  private void restarts(LiveCell<NodeRow> cell, NodeRow row) {
    cell.say(Integer.toString(row.facts().pod().restarts()), kubeInk(null));
  }

  private void age(LiveCell<NodeRow> cell, NodeRow row) {
    cell.say(deck.figures().duration(row.facts().age(deck.now())), kubeInk(null));
  }
}
