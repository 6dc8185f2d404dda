package dev.raydeck.desktop.autoscaler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// The fields of a form by name. One that nobody touched follows the cluster; one that was keeps
/// what was typed, and what the cluster said when the typing began.
final class FormFields {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Runnable changed;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Label> problems = new LinkedHashMap<>();
  private final Map<String, String> base = new TreeMap<>();
  private Map<String, String> present = Map.of();
  private Map<String, String> waiting = Map.of();
  private boolean isFilling;

  private record Field(
      Supplier<String> get, Consumer<String> set, Consumer<Boolean> wrong, Node control) {}

  FormFields(Runnable changed) {
    this.changed = changed;
  }

  /// What each field said when the typing began, and what it says now.
  record Kept(Map<String, String> base, Map<String, String> typed) {}

  Kept keep() {
    Map<String, String> all = new TreeMap<>(waiting);
    all.putAll(typed());
    return new Kept(base(), all);
  }

  /// Types what was typed; fields that are not there yet are filled in when they are.
  void restore(Kept was) {
    base.putAll(was.base());
    waiting = was.typed();
    isFilling = true;
    fields.forEach((name, field) -> field.set().accept(waiting.getOrDefault(name, "")));
    isFilling = false;
    if (!fields.isEmpty()) {
      waiting = Map.of();
    }
  }

  void clear() {
    fields.clear();
    problems.clear();
    base.clear();
  }

  private void changed() {
    if (!isFilling) {
      changed.run();
    }
  }

  TextField text(String name, String id, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.getStyleClass().add("mono");
    field.setPrefWidth(width);
    field.setMaxWidth(width);
    input(name, field);
    return field;
  }

  TextArea block(String name, String id) {
    TextArea area = new TextArea();
    area.setId(id);
    area.getStyleClass().add("mono");
    area.setPrefRowCount(3);
    input(name, area);
    return area;
  }

  private void input(String name, TextInputControl field) {
    field.setAccessibleText(name.replace('.', ' '));
    field.textProperty().addListener((text, was, is) -> changed());
    fields.put(
        name,
        new Field(
            () -> Objects.requireNonNullElse(field.getText(), ""),
            text -> {
              if (!text.equals(field.getText())) {
                field.setText(text);
              }
            },
            isWrong -> field.pseudoClassStateChanged(WRONG, isWrong),
            field));
  }

  /// One of a few words; the empty one is for no such field in the CR, and called `unset`.
  HBox choice(String name, String id, List<String> words, String unset) {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    ToggleGroup group = new ToggleGroup();
    for (String word : words) {
      ToggleButton button = new ToggleButton(word.isEmpty() ? unset : word);
      button.setId(id + "-" + (word.isEmpty() ? "unset" : word));
      button.setToggleGroup(group);
      button.setUserData(word);
      button.setMinWidth(ToggleButton.USE_PREF_SIZE);
      button.setAccessibleText(name.replace('.', ' ') + ": " + button.getText());
      button.setOnAction(event -> {
        button.setSelected(true);
        changed();
      });
      segments.getChildren().add(button);
    }
    segments.getChildren().getFirst().getStyleClass().add("first");
    segments.getChildren().getLast().getStyleClass().add("last");
    fields.put(
        name,
        new Field(
            () ->
                group.getSelectedToggle() == null
                    ? ""
                    : String.valueOf(group.getSelectedToggle().getUserData()),
            text ->
                group
                    .getToggles()
                    .forEach(toggle -> toggle.setSelected(text.equals(toggle.getUserData()))),
            isWrong -> segments.pseudoClassStateChanged(WRONG, isWrong),
            segments));
    return segments;
  }

  /// Where the problem of a field is said.
  Label problem(String name) {
    Label problem = new Label();
    problem.getStyleClass().add("field-problem");
    problem.setWrapText(true);
    problem.setMinHeight(Label.USE_PREF_SIZE);
    problem.setVisible(false);
    problem.setManaged(false);
    problems.put(name, problem);
    return problem;
  }

  /// What the CR says now. A field whose text it says is no longer a change.
  void follow(Map<String, String> fresh) {
    present = fresh;
    isFilling = true;
    fresh.forEach((name, text) -> {
      Field field = fields.get(name);
      String was = base.getOrDefault(name, "");
      String typed = field == null ? was : field.get().get();
      boolean isKept = field == null ? isPartTouched(name) : !typed.strip().equals(was.strip());
      if (!isKept || typed.strip().equals(text.strip()) || !base.containsKey(name)) {
        base.put(name, text);
        if (field != null && !isKept) {
          field.set().accept(text);
        }
      }
    });
    isFilling = false;
  }

  /// Types these texts as a person would; the keyboard is then in the last of them.
  void type(Map<String, String> texts) {
    isFilling = true;
    texts.forEach((name, text) -> {
      Field field = fields.get(name);
      if (field != null) {
        field.set().accept(text);
        field.control().requestFocus();
      }
    });
    isFilling = false;
    changed.run();
  }

  /// A hidden block is kept while one of its parts is touched.
  private boolean isPartTouched(String name) {
    return fields.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name + "."))
        .anyMatch(entry ->
            !entry.getValue().get().get().strip().equals(base.getOrDefault(entry.getKey(), "")));
  }

  /// Forgets what was typed.
  void reset() {
    isFilling = true;
    base.putAll(present);
    base.forEach((name, text) -> {
      Field field = fields.get(name);
      if (field != null) {
        field.set().accept(text);
      }
    });
    isFilling = false;
    problems(Map.of());
  }

  Map<String, String> base() {
    return Map.copyOf(base);
  }

  Map<String, String> typed() {
    Map<String, String> typed = new TreeMap<>();
    fields.forEach((name, field) -> typed.put(name, field.get().get()));
    return typed;
  }

  /// Messages by field; fields without one are cleared.
  void problems(Map<String, String> messages) {
    problems.forEach((name, label) -> {
      String message = messages.get(name);
      label.setText(message == null ? "" : message);
      label.setVisible(message != null);
      label.setManaged(message != null);
      Field field = fields.get(name);
      if (field != null) {
        field.wrong().accept(message != null);
      }
    });
  }
}
