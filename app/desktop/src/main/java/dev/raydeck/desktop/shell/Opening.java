package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Parts;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What stands in the window before a cluster does: the brand, and what is being opened.
public final class Opening {
  private Opening() {}

  public static HBox brand() {
    return new Brand();
  }

  /// A sentence and what it waits for, under the brand.
  public static Parent page(String sentence, String more) {
    HBox top = new HBox(brand());
    top.getStyleClass().add("top-bar");
    VBox words = new VBox(6, Parts.label(sentence, "headline"), Parts.prose(more, "t2"));
    words.setMaxWidth(920);
    words.setStyle("-fx-padding: 48 24 16 24;");
    VBox page = new VBox(top, words);
    page.setAlignment(Pos.TOP_CENTER);
    page.getStyleClass().add("page");
    return page;
  }
}
