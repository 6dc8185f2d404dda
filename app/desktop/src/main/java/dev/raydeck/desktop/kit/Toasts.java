package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.Sentence;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What just happened, said in the lower right corner for six seconds, longer under the pointer.
public final class Toasts extends VBox {
  private static final Duration SHOWN = Duration.seconds(6);

  private final String closeWord;

  public Toasts(String closeWord) {
    super(8);
    this.closeWord = closeWord;
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setId("toasts");
  }

  public void say(String title, Sentence what) {
    VBox words = new VBox(2, Parts.prose(title, "medium"), SentenceView.of(what, "quiet", "small"));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox toast = new HBox(Icons.of("mdi2c-check-circle-outline", "ink-pass"), words);
    toast.getStyleClass().add("toast");
    toast
        .getChildren()
        .add(Parts.iconButton("mdi2c-close", closeWord, () -> getChildren().remove(toast)));
    PauseTransition pause = new PauseTransition(SHOWN);
    pause.setOnFinished(event -> getChildren().remove(toast));
    toast.setOnMouseEntered(event -> pause.pause());
    toast.setOnMouseExited(event -> pause.playFromStart());
    getChildren().add(toast);
    pause.play();
  }
}
