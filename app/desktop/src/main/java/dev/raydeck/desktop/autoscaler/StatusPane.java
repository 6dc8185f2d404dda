package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.engine.AutoscalerText;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayState;
import java.time.Duration;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The text `ray status` prints, or `ray status -v`, made from the same data as the screens.
final class StatusPane {
  private final Deck deck;
  private final boolean isVerbose;
  private final TextArea text = new TextArea();
  private final Label source = Parts.label("", "source");
  private final VBox root;
  private ClusterFacts shown;

  StatusPane(Deck deck, boolean isVerbose) {
    this.deck = deck;
    this.isVerbose = isVerbose;
    this.shown = ClusterFacts.of(deck.connection().frame());
    text.setEditable(false);
    text.setId(isVerbose ? "ray-status-v" : "ray-status");
    text.setAccessibleText(isVerbose ? "ray status -v" : "ray status");
    text.getStyleClass().add("status-text");
    Button copy = Parts.act(deck.words().plain("status.copy"), "mdi2c-content-copy", this::copy);
    HBox tools = Parts.row(8, source, Parts.gap(), copy);
    tools.getStyleClass().add("record-tools");
    VBox.setVgrow(text, Priority.ALWAYS);
    root = new VBox(tools, text);
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(text.getText() + "\n");
    Clipboard.getSystemClipboard().setContent(content);
  }

  Parent root() {
    return root;
  }

  /// A selection is kept: the text changes only where it differs, and not while some is selected.
  void show(ClusterFacts facts) {
    shown = facts;
    ClusterSnapshot snapshot = facts.snapshot();
    RayState ray = facts.ray();
    String fresh =
        snapshot == null || ray == null
            ? deck.words().plain("status.unknown")
            : isVerbose
                ? AutoscalerText.verboseStatus(snapshot, ray, deck.figures().zone())
                : AutoscalerText.status(snapshot, ray, deck.figures().zone());
    if (!fresh.equals(text.getText()) && text.getSelection().getLength() == 0) {
      double top = text.getScrollTop();
      text.setText(fresh);
      text.setScrollTop(top);
    }
    tick();
  }

  void tick() {
    RayState ray = shown.ray();
    Duration age = ray == null ? Duration.ZERO : Duration.between(ray.readAt(), deck.now());
    String says =
        ray == null
            ? ""
            : deck.words()
                .plain("source.gcsAge", deck.figures().age(age.isNegative() ? Duration.ZERO : age));
    if (!says.equals(source.getText())) {
      source.setText(says);
    }
  }
}
