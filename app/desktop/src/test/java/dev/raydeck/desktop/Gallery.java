package dev.raydeck.desktop;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.kit.Banner;
import dev.raydeck.desktop.kit.Brush;
import dev.raydeck.desktop.kit.CapacityChart;
import dev.raydeck.desktop.kit.DecisionRow;
import dev.raydeck.desktop.kit.GroupRuler;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.IdleStrip;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.kit.MissBar;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.kit.TileField;
import dev.raydeck.desktop.kit.UseBar;
import dev.raydeck.desktop.live.DecisionLog;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.overview.OverviewModel;
import dev.raydeck.desktop.theme.Token;
import dev.raydeck.desktop.why.WhyPanel;
import dev.raydeck.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The kit on one page: every part of our own, in each of its states, under the name of its class.
/// `GalleryTest` draws it in both themes and in Chinese.
final class Gallery {
  private static final List<Integer> SIZES = List.of(8, 16, 24, 34);

  private final Deck deck;
  private final ClusterFacts facts;

  Gallery(Deck deck, ClusterFacts facts) {
    this.deck = deck;
    this.facts = facts;
  }

  Parent page() {
    VBox left = column(400, states(), rings(), bars(), clocks(), sentences());
    VBox middle = column(560, badges(), buttons(), banners(), chart(), table(), decisions());
    HBox columns = new HBox(24, left, middle, gates());
    HBox.setHgrow(middle, Priority.ALWAYS);
    columns.setStyle("-fx-padding: 20;");
    columns.getStyleClass().add("page");
    return columns;
  }

  private static VBox column(double width, Node... parts) {
    VBox column = new VBox(18, parts);
    column.setMinWidth(width);
    column.setMaxWidth(width);
    return column;
  }

  private static VBox part(String name, Node... shown) {
    VBox part = new VBox(8, Parts.label(name, "strong"));
    part.getChildren().addAll(shown);
    part.setId("gallery-" + name);
    return part;
  }

  private Node states() {
    VBox rows = new VBox(6);
    for (NodeState state : NodeState.values()) {
      HBox row = Parts.row(12);
      for (int size : SIZES) {
        row.getChildren().add(glyph(new Brush.Glyph(state, false, 0.6), size));
      }
      row.getChildren().add(glyph(new Brush.Glyph(state, true, 0.6), 24));
      String word = state.name().toLowerCase(Locale.ROOT);
      row.getChildren().add(Parts.label(deck.words().plain("state." + word), "ink-" + word));
      rows.getChildren().add(row);
    }
    return part("StateGlyph", rows);
  }

  private Canvas glyph(Brush.Glyph glyph, int size) {
    Canvas canvas = new Canvas(36, 36);
    double at = (36 - size) / 2.0;
    deck.brush().glyph(canvas.getGraphicsContext2D(), glyph, at, at, size);
    return canvas;
  }

  private Node rings() {
    HBox row = Parts.row(12);
    for (double left : new double[] {1, 0.6, 0.15, 0}) {
      Canvas canvas = new Canvas(36, 36);
      deck.brush()
          .ring(
              canvas.getGraphicsContext2D(),
              left,
              left < 0.2 ? Token.MARKED : Token.IDLE,
              1,
              1,
              34);
      row.getChildren().add(canvas);
    }
    Canvas unknown = new Canvas(36, 36);
    deck.brush().unknownRing(unknown.getGraphicsContext2D(), 1, 1, 34);
    row.getChildren().add(unknown);
    return part("Brush.ring", row);
  }

  private Node bars() {
    UseBar used = new UseBar(deck.brush(), 300, 16);
    used.show(10, 6, 4);
    UseBar cell = new UseBar(deck.brush(), 300, 8);
    cell.show(48, 44, 0);
    MissBar missing = new MissBar(deck.brush(), 300, 6);
    missing.show(256, 192);
    VBox rulers = new VBox(6);
    for (GroupFacts group : facts.groups()) {
      GroupRuler ruler = new GroupRuler(deck.brush(), 240);
      ruler.show(group);
      rulers.getChildren().add(Parts.row(10, ruler, Parts.label(group.name(), "small", "t2")));
    }
    TileField tiles = new TileField(deck.brush(), deck.clauses()::node, node -> {});
    tiles.show(facts.workers(), 16, deck.now());
    tiles.setPrefWidth(400);
    return new VBox(
        18,
        part("UseBar", used, cell),
        part("MissBar", missing),
        part("GroupRuler", rulers),
        part("TileField", tiles));
  }

  private Node clocks() {
    IdleStrip resets = new IdleStrip(deck.brush());
    resets.show(
        List.of(
            new IdleStrip.Ramp(0, 0.2, 0.5),
            new IdleStrip.Ramp(0.3, 0.42, 0.3),
            new IdleStrip.Ramp(0.6, 1, 0.95)),
        0,
        false);
    IdleStrip held = new IdleStrip(deck.brush());
    held.show(List.of(new IdleStrip.Ramp(0.1, 0.25, 0.6)), 0, true);
    return part("IdleStrip", resets, held);
  }

  private Node sentences() {
    return part(
        "SentenceView",
        SentenceView.of(
            new OverviewModel(deck.words(), deck.figures(), deck.clauses())
                .headline(facts, deck.now(), false),
            "headline"),
        SentenceView.of(deck.words().sentence("demands.detail", 48, 4), "quiet"));
  }

  private String note(String mode) {
    return deck.words().plain(mode.equals("shadow") ? "shadow.badge.agrees" : "mode.note." + mode);
  }

  private Node badges() {
    FlowPane row = new FlowPane(10, 8);
    for (String mode : List.of("observe", "shadow", "drive")) {
      Button badge =
          new Button(
              null,
              Parts.row(
                  6,
                  Icons.of("mdi2s-steering"),
                  Parts.label(mode.toUpperCase(Locale.ROOT), "mode"),
                  Parts.label(note(mode))));
      badge.getStyleClass().setAll("badge", mode);
      row.getChildren().add(badge);
    }
    row.getChildren()
        .addAll(
            Parts.label(deck.words().plain("actor.system"), "tag", "hold"),
            Parts.label(deck.words().plain("chip.insecure"), "tag", "warn"),
            Parts.label(deck.words().plain("actor.detached"), "tag"));
    return part("Badges", row);
  }

  private Node buttons() {
    Button off = Parts.act(deck.words().plain("actors.kill"), "mdi2s-skull-outline", () -> {});
    off.setDisable(true);
    return part(
        "Parts",
        Parts.row(
            10,
            Parts.act(deck.words().plain("actors.launch"), "mdi2p-plus", () -> {}, "primary"),
            Parts.act(deck.words().plain("control.pause"), "mdi2p-pause", () -> {}),
            off,
            Parts.link(deck.words().plain("why.showActors"), () -> {}),
            Parts.iconButton("mdi2c-content-copy", deck.words().plain("why.copy"), () -> {})));
  }

  private Node banners() {
    VBox rows = new VBox(6);
    for (Banner.Weight weight : Banner.Weight.values()) {
      Banner banner = new Banner();
      banner.show(
          new Banner.Look(
              weight,
              "mdi2c-cloud-alert",
              deck.words().sentence("banner.noHead"),
              deck.words().plain("banner.lookAgain")),
          () -> {});
      rows.getChildren().add(banner);
    }
    return part("Banner", rows);
  }

  private Node chart() {
    CapacityChart chart = new CapacityChart(deck.brush(), deck.words(), deck.figures());
    chart.setPrefHeight(170);
    chart.show(deck.history().points(), deck.history().changes(), "CPU", 0, deck.now());
    return part("CapacityChart", chart);
  }

  private Node table() {
    LiveTable<NodeFacts> table = new LiveTable<>(Runnable::run, row -> row);
    Comparator<NodeFacts> byName = Comparator.comparing(NodeFacts::end);
    table.column(
        deck.words().plain("column.pod"), 120, byName, (c, r) -> c.say(r.end(), null), "mono");
    table.column(
        deck.words().plain("column.group"), 120, byName, (c, r) -> c.say(r.pod().group(), null));
    table.column(
        deck.words().plain("column.held"),
        160,
        byName,
        (c, r) -> c.say(r.held() == null ? "–" : r.held().culprit(), "ink-hold"));
    table.rows(facts.workers().stream().limit(5).toList());
    table.tick();
    table.view().setPrefHeight(172);
    table.view().getSelectionModel().select(1);
    return part("LiveTable", table.view());
  }

  private Node decisions() {
    VBox rows = new VBox();
    DecisionLog.lines(deck.history(), deck.decisions(), 3)
        .forEach(
            line -> rows.getChildren().add(new DecisionRow(line, deck.figures(), deck.words())));
    return part("DecisionRow", rows);
  }

  private Node gates() {
    WhyPanel why = new WhyPanel(deck);
    NodeFacts held =
        facts.workers().stream().filter(node -> node.held() != null).findFirst().orElseThrow();
    why.ask(new Verdict.Subject.Node(held.pod().name(), null, held.pod().group()), facts);
    VBox part = part("WhyPanel", why.root());
    VBox.setVgrow(why.root(), Priority.ALWAYS);
    part.setMinWidth(380);
    return part;
  }
}
