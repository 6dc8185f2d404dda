package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import java.time.Duration;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The top bar: cluster chip, mode badge, sandbox clock, health dots, data age.
final class TopBar extends HBox {
  private static final PseudoClass UNREACHABLE = PseudoClass.getPseudoClass("unreachable");

  private static final double SEARCH_WHOLE = 280;
  private static final double SEARCH_SHORT = 160;

  private @Nullable Mode modeShown;
  private final Deck deck;
  private final Button chip;
  private final Button badge = new Button();
  private final Label mode = Parts.label("", "mode");
  private final Label modeNote = new Label();
  private final Label clock = Parts.label("", "mono");
  private final HealthDot api;
  private final HealthDot head;
  private final HealthDot autoscaler;
  private final Label age = Parts.label("", "small", "t2");

  TopBar(Deck deck, Runnable choose, Runnable search) {
    this.deck = deck;
    getStyleClass().add("top-bar");
    chip = chip(deck.connection().target(), choose);
    api = new HealthDot(deck, "health.api");
    head = new HealthDot(deck, "health.head");
    autoscaler = new HealthDot(deck, "health.autoscaler");
    age.setMinWidth(Region.USE_PREF_SIZE);
    badge.getStyleClass().setAll("badge");
    badge.setId("mode-badge");
    badge.setOnAction(event -> deck.desk().go(Place.AUTOSCALER));
    badge.setMinWidth(Region.USE_PREF_SIZE);
    Region line = new Region();
    line.visibleProperty().bind(age.textProperty().isNotEmpty());
    line.getStyleClass().add("upright");
    getChildren().addAll(brand(), chip, badge, Parts.gap(), search(deck, search));
    if (deck.connection().target().isSandbox()) {
      getChildren().add(new SpeedMenu(deck, clock));
    }
    getChildren().addAll(api, head, autoscaler, line, age);
  }

  static HBox brand() {
    HBox brand = new HBox(new Logo(), new Label("Raydeck"));
    brand.getStyleClass().add("brand");
    return brand;
  }

  private static Button search(Deck deck, Runnable open) {
    Label says = Parts.label("", "t3");
    Label keys = Parts.label(deck.words().plain("command.ctrl", "K"), "key-cap");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    HBox parts = Parts.row(8, Icons.of("mdi2m-magnify"), says, Parts.gap(), keys);
    Button button = new Button(null, parts);
    parts.prefWidthProperty().bind(button.widthProperty().subtract(22));
    says.textProperty()
        .bind(Bindings.createStringBinding(() -> prompt(deck, button), button.widthProperty()));
    button.getStyleClass().setAll("search-button");
    button.setId("search");
    button.setAccessibleText(deck.words().plain("palette.prompt"));
    button.setOnAction(event -> open.run());
    return button;
  }

  /// As much as there is room for, never half a word.
  private static String prompt(Deck deck, Button button) {
    double width = button.getWidth();
    return width < SEARCH_SHORT
        ? ""
        : deck.words().plain(width < SEARCH_WHOLE ? "palette.promptShort" : "palette.prompt");
  }

  private Button chip(Target target, Runnable choose) {
    HBox parts =
        Parts.row(
            7,
            Icons.of(target.isSandbox() ? "mdi2t-test-tube" : "mdi2k-kubernetes"),
            new Label(target.context()),
            Parts.label("/", "slash"),
            new Label(target.namespace()),
            Parts.label("/", "slash"),
            Parts.label(target.cluster(), "last"),
            Icons.of("mdi2c-chevron-down"));
    if (target.isInsecure()) {
      parts.getChildren().add(1, Parts.label(deck.words().plain("chip.insecure"), "tag", "warn"));
    }
    if (deck.connection().isReadOnly()) {
      parts
          .getChildren()
          .addAll(
              Icons.sized("mdi2l-lock-outline", 13),
              Parts.label(deck.words().plain("chip.readOnly"), "tag"));
    }
    Button button = new Button(null, parts);
    button.getStyleClass().setAll("chip");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setId("cluster-chip");
    button.setAccessibleText(
        deck.words().plain("chip.says", target.context(), target.namespace(), target.cluster()));
    button.setOnAction(event -> choose.run());
    return button;
  }

  void show(ClusterFacts facts) {
    Health server = facts.frame().apiServer();
    api.show(server, server);
    head.show(facts.frame().rayHead(), server);
    autoscaler.show(facts.frame().autoscaler(), server);
    chip.pseudoClassStateChanged(
        UNREACHABLE, facts.frame().apiServer().state() == Health.State.LOST);
    showMode(facts);
  }

  private void showMode(ClusterFacts facts) {
    boolean isSandbox = deck.connection().target().isSandbox();
    Mode shown = isSandbox ? Mode.DRIVE : facts.frame().mode();
    String word = shown.name().toLowerCase(Locale.ROOT);
    boolean isPaused = deck.connection().isPaused();
    mode.setText(shown.name());
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    String note =
        stop != null
            ? new StopWords(deck.words(), deck.figures()).badge(stop)
            : deck.words().plain(isPaused ? "mode.paused" : "mode.note." + word);
    if (modeShown == shown && note.equals(modeNote.getText())) {
      return;
    }
    modeShown = shown;
    modeNote.setText(note);
    HBox content = Parts.row(6, Icons.of(icon(shown)), mode, modeNote);
    if (modeNote.getText().isEmpty()) {
      content.getChildren().remove(modeNote);
    }
    badge.setGraphic(content);
    badge.getStyleClass().setAll("badge", word);
    badge.setAccessibleText(deck.words().plain("mode.says", shown.name(), modeNote.getText()));
  }

  static String icon(Mode mode) {
    return switch (mode) {
      case OBSERVE -> "mdi2e-eye-outline";
      case SHADOW -> "mdi2v-vector-difference";
      case DRIVE -> "mdi2s-steering";
    };
  }

  void tick(ClusterFacts facts) {
    Duration old = facts.age(deck.now());
    String text = old == null ? "" : deck.words().plain("age.data", deck.figures().age(old));
    if (!text.equals(age.getText())) {
      age.setText(text);
    }
    Double speed = deck.connection().speed();
    if (speed != null) {
      String time = deck.figures().clock(deck.now()) + " · " + speedText(speed);
      if (!time.equals(clock.getText())) {
        clock.setText(time);
      }
    }
  }

  private String speedText(double speed) {
    return speed == 0
        ? deck.words().plain("mode.paused")
        : dev.raydeck.desktop.words.Figures.number(speed) + "×";
  }
}
