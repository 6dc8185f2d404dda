package dev.raydeck.desktop.autoscaler;

import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.Modes;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// OBSERVE, SHADOW or DRIVE: what is pressed is a wish, what is lit is what is. Before something
/// would be sent it asks.
final class ModeSwitch {
  private final Deck deck;
  private final HBox root = new HBox();
  private final Label refused = Parts.label("", "field-problem");
  private final Map<Mode, ToggleButton> modes = new EnumMap<>(Mode.class);
  private @Nullable Mode shown;
  private @Nullable DriveDialog asking;

  ModeSwitch(Deck deck) {
    this.deck = deck;
    root.getStyleClass().add("segments");
    ToggleGroup group = new ToggleGroup();
    for (Mode mode : Modes.offered(deck.connection())) {
      ToggleButton button = new ToggleButton(mode.name(), Icons.of(icon(mode)));
      button.setId("mode-" + mode.name());
      button.setToggleGroup(group);
      button.setMinWidth(HBox.USE_PREF_SIZE);
      button.setTooltip(new Tooltip(deck.words().plain("mode.what." + mode.name())));
      button.getStyleClass().add(mode.name().toLowerCase(Locale.ROOT));
      button.setOnAction(event -> wish(mode));
      modes.put(mode, button);
      root.getChildren().add(button);
    }
    root.getChildren().getFirst().getStyleClass().add("first");
    root.getChildren().getLast().getStyleClass().add("last");
  }

  private static String icon(Mode mode) {
    return switch (mode) {
      case OBSERVE -> "mdi2e-eye-outline";
      case SHADOW -> "mdi2v-vector-difference";
      case DRIVE -> "mdi2s-steering";
    };
  }

  HBox root() {
    return root;
  }

  /// Why the last wish was refused.
  Label refused() {
    return refused;
  }

  void show(Mode mode) {
    shown = mode;
    light();
  }

  private void light() {
    modes.forEach((each, button) -> button.setSelected(each == shown));
  }

  private void wish(Mode wanted) {
    light();
    if (wanted != shown && Modes.isAsked(deck.connection(), wanted)) {
      confirm();
    } else if (wanted != shown) {
      ask(wanted);
    }
  }

  private void confirm() {
    DriveDialog dialog = new DriveDialog(deck, isInTree(), () -> ask(Mode.DRIVE));
    asking = dialog;
    deck.desk().dialog(dialog.root());
    dialog.focus();
  }

  private boolean isInTree() {
    ClusterSnapshot snapshot = deck.connection().frame().snapshot();
    return snapshot != null && snapshot.cluster().enableInTreeAutoscaling();
  }

  private void ask(Mode wanted) {
    FxFrames.answer(Modes.wish(deck.connection(), wanted), this::answered);
  }

  private void answered(@Nullable ModeChange answer, @Nullable Throwable error) {
    refused.setText(
        answer == null
            ? String.valueOf(error == null ? "" : error.getMessage())
            : answer.refusal() == null ? "" : Troubles.say(deck.words(), answer.refusal()));
    show(Modes.of(deck.connection(), deck.connection().frame()));
  }

  /// What is to outlive the screen: why the last wish was refused, and whether it asks.
  record Kept(String refused, boolean isAsking) {}

  Kept keep() {
    return new Kept(refused.getText(), asking != null && asking.root().getScene() != null);
  }

  void restore(Kept was) {
    refused.setText(was.refused());
    if (was.isAsking()) {
      confirm();
    }
  }
}
