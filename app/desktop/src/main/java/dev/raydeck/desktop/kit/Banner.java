package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.Sentence;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One line under the top bar that says what is not known and what happens next.
public final class Banner extends HBox {
  private final SentenceView text = new SentenceView();
  private @Nullable Look shown;

  /// How serious it is.
  public enum Weight {
    NOTE,
    WARN,
    DANGER
  }

  /// What a banner says. `action` is null where there is nothing to press; `does` is what it does
  /// where that is not to look again.
  public record Look(
      Weight weight,
      String icon,
      Sentence sentence,
      @Nullable String action,
      @Nullable Runnable does) {
    public Look(Weight weight, String icon, Sentence sentence, @Nullable String action) {
      this(weight, icon, sentence, action, null);
    }
  }

  public Banner() {
    getStyleClass().add("banner");
    HBox.setHgrow(text, Priority.ALWAYS);
    setVisible(false);
    setManaged(false);
    setId("banner");
  }

  /// Null hides it.
  public void show(@Nullable Look look, Runnable action) {
    if (look == null) {
      shown = null;
      setVisible(false);
      setManaged(false);
      return;
    }
    text.show(look.sentence());
    setAccessibleText(look.sentence().plain());
    if (isSameFrame(look)) {
      return;
    }
    shown = look;
    getStyleClass().removeAll("warn", "danger");
    if (look.weight() != Weight.NOTE) {
      getStyleClass().add(look.weight() == Weight.WARN ? "warn" : "danger");
    }
    getChildren().setAll(Icons.of(look.icon()), text);
    if (look.action() != null) {
      Button button = new Button(look.action());
      button.getStyleClass().setAll("link", "body-size");
      button.setMinWidth(USE_PREF_SIZE);
      Runnable does = look.does() == null ? action : look.does();
      button.setOnAction(event -> does.run());
      getChildren().add(button);
    }
    setVisible(true);
    setManaged(true);
  }

  private boolean isSameFrame(Look look) {
    return shown != null
        && shown.weight() == look.weight()
        && shown.icon().equals(look.icon())
        && java.util.Objects.equals(shown.action(), look.action());
  }
}
