package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The settings: theme, language, size, redrawing, and the contexts to leave alone. What is chosen
/// holds at once.
final class SettingsCard {
  private final Words words;
  private final Supplier<Settings> now;
  private final Consumer<Settings> take;
  private final VBox root;
  private final Button done;

  /// `context` is the kubeconfig context that is open, null for the sandbox.
  SettingsCard(
      Words words,
      Supplier<Settings> now,
      @Nullable String context,
      Consumer<Settings> take,
      Runnable close) {
    this.words = words;
    this.now = now;
    this.take = take;
    done = Parts.act(words.plain("close"), "", close);
    done.setId("settings-close");
    HBox head = Parts.row(10, Parts.label(words.plain("settings.title"), "panel-title"));
    head.getStyleClass().add("dialog-head");
    VBox body = new VBox(theme(), language(), size(), ticks(), contexts(context));
    body.getStyleClass().addAll("dialog-body", "settings");
    HBox foot =
        Parts.row(8, Parts.label(words.plain("settings.atOnce"), "small", "t3"), Parts.gap(), done);
    foot.getStyleClass().add("dialog-foot");
    root = new VBox(head, body, foot);
    root.getStyleClass().add("dialog-card");
    root.setId("settings-card");
    root.setPrefWidth(620);
  }

  Region root() {
    return root;
  }

  void focus() {
    done.requestFocus();
  }

  private Node theme() {
    return line(
        "theme",
        segments(
            "theme",
            List.of(ThemeChoice.values()),
            now.get().theme(),
            one -> words.plain("settings." + one.word()),
            one -> take.accept(now.get().with(one))));
  }

  private Node language() {
    return line(
        "language",
        segments(
            "language",
            List.of(Language.values()),
            now.get().language(),
            Language::ownName,
            one -> take.accept(now.get().with(one))));
  }

  private Node size() {
    return line(
        "size",
        segments(
            "size",
            Settings.ZOOMS,
            now.get().zoom(),
            zoom -> words.plain("settings.percent", Math.round(zoom * 100)),
            zoom -> take.accept(now.get().withZoom(zoom))));
  }

  private Node ticks() {
    return line(
        "refresh",
        segments(
            "refresh",
            Settings.TICKS,
            now.get().ticks(),
            ticks -> words.plain("settings.perSecond", ticks),
            ticks -> take.accept(now.get().withTicks(ticks))));
  }

  private Node contexts(@Nullable String context) {
    Set<String> known = new TreeSet<>(now.get().readOnly());
    if (context != null) {
      known.add(context);
    }
    List<Node> boxes = new ArrayList<>();
    for (String one : known) {
      CheckBox box = new CheckBox(one);
      box.setMnemonicParsing(false);
      box.setSelected(now.get().readOnly().contains(one));
      box.setId("settings-read-only-" + boxes.size());
      box.setOnAction(event -> take.accept(now.get().withReadOnly(one, box.isSelected())));
      boxes.add(box);
    }
    if (boxes.isEmpty()) {
      boxes.add(Parts.label(words.plain("settings.noContext"), "t2"));
    }
    return line("readOnly", new VBox(6, boxes.toArray(Node[]::new)));
  }

  private Node line(String word, Node control) {
    Label name = Parts.label(words.plain("settings." + word), "field-label");
    name.setMinWidth(150);
    Label note = Parts.prose(words.plain("settings.note." + word), "source");
    note.setPrefWidth(410);
    VBox right = new VBox(4, control, note);
    HBox line = new HBox(16, name, right);
    line.getStyleClass().add("settings-line");
    return line;
  }

  private <T> HBox segments(
      String word, List<T> all, T chosen, Function<T, String> say, Consumer<T> choose) {
    ToggleGroup group = new ToggleGroup();
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    for (T one : all) {
      ToggleButton button = new ToggleButton(say.apply(one));
      button.setMnemonicParsing(false);
      button.setToggleGroup(group);
      button.setSelected(one.equals(chosen));
      button.setId("settings-" + word + "-" + segments.getChildren().size());
      button.setAccessibleText(words.plain("settings." + word) + ": " + say.apply(one));
      button.setOnAction(event -> {
        button.setSelected(true);
        choose.accept(one);
      });
      segments.getChildren().add(button);
    }
    segments.getChildren().getFirst().getStyleClass().add("first");
    segments.getChildren().getLast().getStyleClass().add("last");
    return segments;
  }
}
