package dev.raydeck.desktop.chooser;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;

/// Leaves of the chooser's rows those in which all typed words stand; what is selected stays. Enter
/// takes the first.
final class ChooserSearch {
  static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final TextField field;
  private final Label none;
  private final Pane clusters;
  private final Pane contexts;

  ChooserSearch(TextField field, Label none, Pane clusters, Pane contexts) {
    this.field = field;
    this.none = none;
    this.clusters = clusters;
    this.contexts = contexts;
    field.textProperty().addListener((text, was, is) -> seek());
    field.setOnAction(event -> take());
    field
        .sceneProperty()
        .addListener((scene, was, is) -> {
          if (is != null) {
            field.requestFocus();
          }
        });
    seek();
  }

  /// Notes in the lists are no rows, and stay.
  static void mark(Button row, String text) {
    row.setUserData(text.toLowerCase(Locale.ROOT));
  }

  /// Again, as other rows stand there now.
  void seek() {
    List<String> wanted = List.of(typed().split("\\s+"));
    rows()
        .forEach(row -> {
          boolean isFound =
              isSelected(row) || wanted.stream().allMatch(((String) row.getUserData())::contains);
          row.setVisible(isFound);
          row.setManaged(isFound);
        });
    boolean isInVain = !typed().isEmpty() && found().findAny().isEmpty();
    none.setVisible(isInVain);
    none.setManaged(isInVain);
  }

  private void take() {
    if (!typed().isEmpty()) {
      found().findFirst().ifPresent(Button::fire);
    }
  }

  private String typed() {
    return field.getText().strip().toLowerCase(Locale.ROOT);
  }

  private Stream<Button> rows() {
    return Stream.of(clusters, contexts)
        .flatMap(list -> list.getChildren().stream())
        .filter(row -> row.getUserData() instanceof String)
        .map(Button.class::cast);
  }

  private Stream<Button> found() {
    return rows().filter(Node::isVisible).filter(row -> !isSelected(row));
  }

  private static boolean isSelected(Node row) {
    return row.getPseudoClassStates().contains(SELECTED);
  }
}
