package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.LiveCell;
import dev.raydeck.desktop.kit.StateGlyph;
import dev.raydeck.desktop.kit.UseBar;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.RayPod;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the cells of the Nodes table show.
final class NodeCells {
  private static final String NONE = "–";
  private static final double MONO_WIDTH = 7.3;

  /// The glyph beside a name, and the cell's padding.
  private static final double NAME_ROOM = 46;

  /// Fewer letters of a group tell nothing.
  private static final int LEAST_FRONT = 6;

  private static final double TEXT_WIDTH = 7.0;

  private final Deck deck;
  private ClusterFacts shown;

  NodeCells(Deck deck) {
    this.deck = deck;
    this.shown = ClusterFacts.of(deck.connection().frame());
  }

  void show(ClusterFacts facts) {
    shown = facts;
  }

  void render(NodeColumn column, LiveCell<NodeRow> cell, NodeRow row) {
    switch (column) {
      case POD -> pod(cell, row);
      case GROUP -> group(cell, row);
      case READY -> ready(cell, row);
      case KUBERNETES -> kubernetes(cell, row);
      case RAY -> ray(cell, row);
      case CPU -> use(cell, row, "CPU");
      case GPU -> use(cell, row, "GPU");
      case MEMORY -> use(cell, row, "memory");
      case STORE -> use(cell, row, "object_store_memory");
      case IDLE -> idle(cell, row);
      case REMOVAL -> removal(cell, row);
      case HELD -> held(cell, row);
      case RESTARTS -> restarts(cell, row);
      case AGE -> age(cell, row);
      case NODE -> node(cell, row);
    }
  }

  private String word(String column) {
    return deck.words().plain("column." + column);
  }

  static String podName(NodeFacts node) {
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
    cell.say(named(node, cell.getWidth()), kubeInk(null));
    if (cell.getTooltip() == null) {
      cell.setTooltip(new Tooltip());
    }
    if (!node.pod().name().equals(cell.getTooltip().getText())) {
      cell.getTooltip().setText(node.pod().name());
      cell.setAccessibleText(node.pod().name() + ", " + deck.clauses().node(node, idleNow()));
    }
  }

  /// As much as there is room for: the whole name, or from the group on, or the group and the end,
  /// or the end. The end is never cut: it is what tells Pods apart.
  static String named(NodeFacts node, double width) {
    int room = (int) ((width - NAME_ROOM) / MONO_WIDTH);
    String whole = node.pod().name();
    if (whole.length() <= room) {
      return whole;
    }
    String own = node.isHead() ? null : Names.own(whole, node.pod().group(), node.end());
    if (own == null) {
      return podName(node);
    }
    String fromGroup = "…" + whole.substring(whole.indexOf("-" + node.pod().group() + "-") + 1);
    if (fromGroup.length() <= room) {
      return fromGroup;
    }
    int front = room - node.end().length() - 1;
    return own.length() <= room
        ? own
        : front < LEAST_FRONT ? podName(node) : own.substring(0, front) + "…" + node.end();
  }

  /// How wide the names' column is with so many letters.
  static double nameWidth(int letters) {
    return NAME_ROOM + Math.ceil(letters * MONO_WIDTH);
  }

  private static String fitting(String text, double width) {
    return Names.middle(text, Math.max(8, (int) ((width - 16) / TEXT_WIDTH)));
  }

  private static void hint(LiveCell<NodeRow> cell, String text) {
    if (cell.getTooltip() == null) {
      cell.setTooltip(new Tooltip());
    }
    if (!text.equals(cell.getTooltip().getText())) {
      cell.getTooltip().setText(text);
    }
  }

  private void node(LiveCell<NodeRow> cell, NodeRow row) {
    String name = row.facts().pod().kubernetesNode();
    cell.say(name.isEmpty() ? NONE : fitting(name, cell.getWidth()), kubeInk(null));
    hint(cell, name);
  }

  private void group(LiveCell<NodeRow> cell, NodeRow row) {
    String group = row.facts().isHead() ? word("head") : row.facts().pod().group();
    cell.say(fitting(group, cell.getWidth()), kubeInk(null));
    hint(cell, group);
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
    cell.say(
        Figures.amount(resource, node.used(resource)) + "/" + Figures.amount(resource, total),
        rayInk(null));
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
    return deck.clauses().holder(held);
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
