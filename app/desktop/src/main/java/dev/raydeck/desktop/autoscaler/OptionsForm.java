package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The settings of the RayCluster as a form: each field with its consequence, and its problem below
/// it.
final class OptionsForm {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final List<String> MODES = List.of("Default", "Aggressive", "Conservative");

  private final Deck deck;
  private final Runnable changed;
  private final VBox card;
  private final ToggleGroup modes = new ToggleGroup();
  private final TextField idle = field("options-idle", 92);
  private final Map<String, TextField> fields = new LinkedHashMap<>();
  private final Map<String, Label> problems = new LinkedHashMap<>();
  private final Map<String, Label> replicas = new LinkedHashMap<>();
  private final Label source = Parts.label("", "source");
  private final VBox rows = new VBox(14);
  private List<String> groups = List.of();
  private boolean isTouched;
  private boolean isFilling;

  OptionsForm(Deck deck, VBox card, Runnable changed) {
    this.deck = deck;
    this.card = card;
    this.changed = changed;
    HBox head =
        Parts.row(
            8, Parts.label(deck.words().plain("options.title"), "strong"), Parts.gap(), source);
    head.getStyleClass().add("card-head");
    rows.setStyle("-fx-padding: 0 16 16 16;");
    fields.put("idleTimeoutSeconds", idle);
    listen(idle);
    card.getChildren().setAll(head, rows);
  }

  private static TextField field(String id, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.getStyleClass().add("mono");
    field.setPrefWidth(width);
    field.setMaxWidth(width);
    return field;
  }

  private void listen(TextField field) {
    field.textProperty().addListener((text, was, is) -> touched());
  }

  private void touched() {
    if (!isFilling) {
      isTouched = true;
      changed.run();
    }
  }

  /// Follows the RayCluster until a person typed something.
  void show(RayCluster cluster) {
    List<String> names = cluster.groups().stream().map(WorkerGroup::name).toList();
    if (!names.equals(groups) || rows.getChildren().isEmpty()) {
      groups = names;
      build(cluster);
      isTouched = false;
    }
    cluster
        .groups()
        .forEach(group -> {
          Label label = replicas.get(group.name());
          if (label != null) {
            label.setText(Integer.toString(group.replicas()));
          }
        });
    source.setText(deck.words().plain("options.source", cluster.resourceVersion()));
    if (!isTouched) {
      fill(OptionsModel.of(cluster));
    }
  }

  private void build(RayCluster cluster) {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    modes.getToggles().clear();
    for (String mode : MODES) {
      ToggleButton button = new ToggleButton(mode);
      button.setId("options-mode-" + mode);
      button.setToggleGroup(modes);
      button.setUserData(mode);
      button.setOnAction(event -> {
        button.setSelected(true);
        touched();
      });
      segments.getChildren().add(button);
    }
    segments.getChildren().getFirst().getStyleClass().add("first");
    segments.getChildren().getLast().getStyleClass().add("last");
    Label unit = Parts.label(deck.words().plain("options.seconds"), "small", "t2");
    rows.getChildren()
        .setAll(
            labelled(
                "upscalingMode", segments, deck.words().plain("options.modeNote"), "upscalingMode"),
            labelled(
                "idleTimeoutSeconds",
                Parts.row(8, idle, unit),
                deck.words().plain("options.idleNote"),
                "idleTimeoutSeconds"),
            groupGrid(cluster));
  }

  private Node labelled(String name, Node control, String note, String problemKey) {
    Label label = Parts.label(name, "field-label");
    label.setMinWidth(150);
    label.setPrefWidth(150);
    label.setMinHeight(30);
    label.setLabelFor(control);
    Label problem = problem(problemKey);
    VBox right = new VBox(4, control, problem, Parts.prose(note, "source"));
    HBox.setHgrow(right, javafx.scene.layout.Priority.ALWAYS);
    return new HBox(label, right);
  }

  private Label problem(String key) {
    Label problem = Parts.prose("", "field-problem");
    problem.setVisible(false);
    problem.setManaged(false);
    problems.put(key, problem);
    return problem;
  }

  private Node groupGrid(RayCluster cluster) {
    GridPane grid = new GridPane(12, 6);
    grid.addRow(
        0,
        headLabel("options.group", 138),
        headLabel("options.min", 92),
        headLabel("options.max", 110),
        headLabel("options.replicas", 70),
        headLabel("options.timeout", 90));
    int row = 1;
    for (WorkerGroup group : cluster.groups()) {
      TextField min = field("options-min-" + group.name(), 84);
      TextField max = field("options-max-" + group.name(), 110);
      min.setAccessibleText(group.name() + " minReplicas");
      max.setAccessibleText(group.name() + " maxReplicas");
      fields.put(group.name() + ".min", min);
      fields.put(group.name() + ".max", max);
      listen(min);
      listen(max);
      Label count = Parts.label("", "mono");
      replicas.put(group.name(), count);
      Integer own = group.idleTimeoutSeconds();
      Label timeout =
          own == null
              ? Parts.label(deck.words().plain("options.inherited"), "small", "t3")
              : Parts.label(deck.words().plain("unit.seconds", own.toString()), "mono");
      grid.addRow(row++, Parts.label(group.name(), "strong"), min, max, count, timeout);
      Label minProblem = problem(group.name() + ".min");
      Label maxProblem = problem(group.name() + ".max");
      grid.add(new VBox(minProblem, maxProblem), 1, row++, 4, 1);
    }
    VBox box = new VBox(6, grid, Parts.prose(deck.words().plain("options.replicasNote"), "source"));
    box.getStyleClass().add("divided");
    box.setStyle("-fx-padding: 12 0 0 0;");
    return box;
  }

  private Label headLabel(String key, double width) {
    Label label = Parts.label(deck.words().plain(key), "small", "t2");
    label.setMinWidth(width);
    return label;
  }

  private void fill(OptionsModel.Form form) {
    isFilling = true;
    set(idle, form.idleTimeoutSeconds());
    modes
        .getToggles()
        .forEach(toggle -> toggle.setSelected(form.upscalingMode().equals(toggle.getUserData())));
    form.groups()
        .forEach((name, limits) -> {
          set(fields.get(name + ".min"), limits.min());
          set(fields.get(name + ".max"), limits.max());
        });
    isFilling = false;
  }

  private static void set(@Nullable TextField field, String text) {
    if (field != null && !text.equals(field.getText())) {
      field.setText(text);
    }
  }

  OptionsModel.Form form() {
    Map<String, OptionsModel.Limits> limits = new LinkedHashMap<>();
    for (String group : groups) {
      limits.put(group, new OptionsModel.Limits(text(group + ".min"), text(group + ".max")));
    }
    String mode =
        modes.getSelectedToggle() == null
            ? ""
            : String.valueOf(modes.getSelectedToggle().getUserData());
    return new OptionsModel.Form(mode, text("idleTimeoutSeconds"), limits);
  }

  private String text(String key) {
    TextField field = fields.get(key);
    return field == null ? "" : Objects.requireNonNullElse(field.getText(), "");
  }

  /// Messages by field; fields without one are cleared.
  void problems(Map<String, String> messages) {
    problems.forEach((key, label) -> {
      String message = messages.get(key);
      label.setText(message == null ? "" : message);
      label.setVisible(message != null);
      label.setManaged(message != null);
      TextField field = fields.get(key);
      if (field != null) {
        field.pseudoClassStateChanged(WRONG, message != null);
        field.setAccessibleHelp(message == null ? "" : message);
      }
    });
  }

  /// Forgets what was typed.
  void reset(RayCluster cluster) {
    isTouched = false;
    fill(OptionsModel.of(cluster));
    problems(Map.of());
  }

  Region view() {
    return card;
  }
}
