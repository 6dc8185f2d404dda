package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Mark;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks before Raydeck scales a cluster itself, and says what it will write; or, where Ray's own
/// autoscaler drives, what has to be done before.
final class DriveDialog {
  private final VBox root = new VBox();
  private final Button cancel;

  DriveDialog(Deck deck, boolean isInTree, Runnable go) {
    String cluster = deck.connection().target().cluster();
    HBox head =
        new HBox(
            SentenceView.of(
                deck.words().sentence("drive.title", Mark.name(cluster)), "panel-title"));
    head.getStyleClass().add("dialog-head");
    VBox body =
        new VBox(
            SentenceView.of(
                deck.words().sentence(isInTree ? "drive.inTree" : "drive.what"), "quiet"));
    body.getStyleClass().add("dialog-body");
    cancel =
        Parts.act(deck.words().plain(isInTree ? "close" : "cancel"), "", deck.desk()::closeDialog);
    Button drive =
        Parts.act(
            deck.words().plain("drive.do", cluster),
            "",
            () -> {
              deck.desk().closeDialog();
              go.run();
            },
            "harm");
    drive.setId("drive-send");
    drive.setDisable(isInTree);
    HBox foot = new HBox(Parts.gap(), cancel, drive);
    foot.getStyleClass().add("dialog-foot");
    root.getChildren().setAll(head, body, foot);
    root.getStyleClass().add("dialog-card");
    root.setPrefWidth(460);
  }

  Parent root() {
    return root;
  }

  void focus() {
    cancel.requestFocus();
  }
}
