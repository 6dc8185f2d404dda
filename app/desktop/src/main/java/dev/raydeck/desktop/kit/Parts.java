package dev.raydeck.desktop.kit;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Small parts in the look of the app: labels by role, buttons, gaps.
public final class Parts {
  private Parts() {}

  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// A label that wraps.
  public static Label prose(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  public static Button link(String text, Runnable action) {
    Button button = new Button(text);
    button.getStyleClass().setAll("link");
    button.setMnemonicParsing(false);
    button.setOnAction(event -> action.run());
    return button;
  }

  public static Button act(String text, String icon, Runnable action, String... styles) {
    Button button = new Button(text, icon.isEmpty() ? null : Icons.of(icon));
    button.getStyleClass().add("act");
    button.getStyleClass().addAll(styles);
    button.setMnemonicParsing(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  public static Button iconButton(String icon, String says, Runnable action) {
    Button button = new Button(null, Icons.of(icon));
    button.getStyleClass().setAll("icon-button");
    button.setAccessibleText(says);
    button.setTooltip(new Tooltip(says));
    button.setOnAction(event -> action.run());
    return button;
  }

  public static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  public static HBox row(double spacing, Node... nodes) {
    HBox row = new HBox(spacing, nodes);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  /// A disabled button says why on hover: the tooltip hangs on a wrapper, because a disabled
  /// control gets no mouse events.
  public static HBox withReason(Button button, String reason) {
    HBox wrapper = new HBox(button);
    Tooltip tooltip = new Tooltip(reason);
    Tooltip.install(wrapper, tooltip);
    button.setAccessibleHelp(reason);
    return wrapper;
  }
}
