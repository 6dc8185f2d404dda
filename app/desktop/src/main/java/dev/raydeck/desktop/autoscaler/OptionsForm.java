package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.WorkerGroup;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The settings of the RayCluster as a form: each field with what it does and does not do, and its
/// problem below it. The sidecar's are folded away.
final class OptionsForm {
  private static final double LABEL = 150;

  private final Deck deck;
  private final Runnable changed;
  private final VBox card;
  private final FormFields fields;
  private final Label source = Parts.label("", "source");
  private final Label sidecar = Parts.label("", "mono", "small", "t2");
  private final VBox rows = new VBox(14);
  private List<String> groups = List.of();
  private boolean isOpen;
  private boolean isRestored;

  OptionsForm(Deck deck, VBox card, Runnable changed) {
    this.deck = deck;
    this.changed = changed;
    this.card = card;
    this.fields = new FormFields(changed);
    HBox head = Parts.row(8, Parts.label(say("options.title"), "strong"), Parts.gap(), source);
    head.getStyleClass().add("card-head");
    rows.setStyle("-fx-padding: 0 16 16 16;");
    card.getChildren().setAll(head, rows);
  }

  private String say(String key, Object... args) {
    return deck.words().plain(key, args);
  }

  /// Follows the RayCluster, but for what a person changed.
  void show(RayCluster cluster) {
    List<String> names = cluster.groups().stream().map(WorkerGroup::name).toList();
    if (!names.equals(groups) || rows.getChildren().isEmpty()) {
      groups = names;
      build();
    }
    source.setText(say("options.source", cluster.resourceVersion()));
    Map<String, String> fresh = OptionsModel.of(cluster);
    fields.follow(fresh);
    sidecar.setText(summary(fresh));
    if (isRestored) {
      isRestored = false;
      changed.run();
    }
  }

  /// The sidecar in one line; what is not set is the operator's own.
  private String summary(Map<String, String> texts) {
    String cpu = texts.getOrDefault("resources.requests.cpu", "");
    String memory = texts.getOrDefault("resources.requests.memory", "");
    String policy = texts.getOrDefault("imagePullPolicy", "");
    boolean isOwn = !texts.getOrDefault("resources", "").isEmpty();
    return say(
        "options.sidecarSummary",
        isOwn && !cpu.isEmpty() ? cpu : isOwn ? "–" : "500m",
        isOwn && !memory.isEmpty() ? memory : isOwn ? "–" : "512Mi",
        policy.isEmpty() ? "IfNotPresent" : policy);
  }

  /// What was typed, and whether the sidecar's fields are unfolded.
  record Kept(FormFields.Kept fields, boolean isOpen) {}

  Kept keep() {
    return new Kept(fields.keep(), isOpen);
  }

  /// Begins as another form was, once it is shown a RayCluster.
  void restore(Kept was) {
    fields.restore(was.fields());
    isOpen = was.isOpen();
  }

  /// What was typed outlives a new set of groups.
  private void build() {
    FormFields.Kept typed = fields.keep();
    isRestored = true;
    fields.clear();
    String unset = say("options.unset");
    rows.getChildren()
        .setAll(
            labelled(
                "version",
                fields.choice("version", "options-version", List.of("", "v1", "v2"), unset)),
            labelled(
                "upscalingMode",
                fields.choice(
                    "upscalingMode",
                    "options-mode",
                    List.of("", "Default", "Aggressive", "Conservative"),
                    unset)),
            labelled(
                "idleTimeoutSeconds",
                seconds(fields.text("idleTimeoutSeconds", "options-idle", 92))),
            groupGrid(),
            sidecar());
    fields.restore(typed);
  }

  private HBox seconds(Node field) {
    return Parts.row(8, field, Parts.label(say("options.seconds"), "small", "t2"));
  }

  private Node labelled(String name, Node control) {
    return labelled(name, control, "options.help." + name);
  }

  private Node labelled(String name, Node control, String help) {
    Label label = Parts.label(name, "field-label");
    label.setMinWidth(LABEL);
    label.setPrefWidth(LABEL);
    label.setMinHeight(30);
    label.setLabelFor(control);
    String says = say(help);
    control.setAccessibleHelp(says);
    VBox right = new VBox(4, control, fields.problem(name), Parts.prose(says, "source"));
    HBox.setHgrow(right, Priority.ALWAYS);
    return new HBox(label, right);
  }

  private Node groupGrid() {
    GridPane grid = new GridPane(10, 6);
    int column = 0;
    grid.add(headLabel(say("options.group"), ""), column++, 0);
    for (String name : OptionsModel.OF_A_GROUP) {
      grid.add(headLabel(name, say("options.help.group." + name)), column++, 0);
    }
    int row = 1;
    for (String group : groups) {
      Label name = Parts.label(group, "strong");
      name.setMinWidth(96);
      grid.add(name, 0, row);
      column = 1;
      VBox wrong = new VBox();
      for (String field : OptionsModel.OF_A_GROUP) {
        String key = group + "." + field;
        Node control =
            field.equals("suspend")
                ? fields.choice(key, "options-suspend-" + group, List.of("", "true"), "–")
                : fields.text(
                    key, "options-%s-%s".formatted(shortName(field), group), width(field));
        control.setAccessibleHelp(say("options.help.group." + field));
        grid.add(control, column++, row);
        wrong.getChildren().add(fields.problem(key));
      }
      grid.add(wrong, 1, row + 1, OptionsModel.OF_A_GROUP.size(), 1);
      row += 2;
    }
    VBox box = new VBox(6, grid);
    for (String name : OptionsModel.OF_A_GROUP) {
      box.getChildren().add(Parts.prose(name + ": " + say("options.help.group." + name), "source"));
    }
    box.getStyleClass().add("divided");
    box.setStyle("-fx-padding: 12 0 0 0;");
    return box;
  }

  private static double width(String field) {
    return field.equals("maxReplicas") ? 104 : 68;
  }

  private static String shortName(String field) {
    return switch (field) {
      case "minReplicas" -> "min";
      case "maxReplicas" -> "max";
      case "idleTimeoutSeconds" -> "timeout";
      default -> field;
    };
  }

  private static Label headLabel(String word, String help) {
    Label label = Parts.label(word, "small", "t2");
    label.setMinWidth(Region.USE_PREF_SIZE);
    if (!help.isEmpty()) {
      label.setTooltip(new Tooltip(help));
    }
    return label;
  }

  private Node sidecar() {
    Button toggle = Parts.link("", () -> {});
    toggle.setId("options-sidecar");
    VBox body = sidecarFields();
    Runnable lay =
        () -> {
          toggle.setText(say(isOpen ? "options.sidecarFold" : "options.sidecarOpen"));
          body.setVisible(isOpen);
          body.setManaged(isOpen);
        };
    toggle.setOnAction(event -> {
      isOpen = !isOpen;
      lay.run();
    });
    lay.run();
    HBox head =
        Parts.row(10, Parts.label(say("options.sidecar"), "strong"), sidecar, Parts.gap(), toggle);
    VBox box = new VBox(8, head, Parts.prose(say("options.sidecarNote"), "source"), body);
    box.getStyleClass().add("divided");
    box.setStyle("-fx-padding: 12 0 0 0;");
    return box;
  }

  private VBox sidecarFields() {
    GridPane amounts = new GridPane(10, 6);
    amounts.add(headLabel("cpu", ""), 1, 0);
    amounts.add(headLabel("memory", ""), 2, 0);
    int row = 1;
    for (String part : List.of("requests", "limits")) {
      amounts.add(Parts.label(part, "small", "t2"), 0, row);
      int column = 1;
      for (String of : List.of("cpu", "memory")) {
        String key = "resources.%s.%s".formatted(part, of);
        amounts.add(fields.text(key, "options-" + key.replace('.', '-'), 110), column++, row);
      }
      row++;
    }
    VBox body =
        new VBox(
            14,
            labelled("image", fields.text("image", "options-image", 330)),
            labelled(
                "imagePullPolicy",
                fields.choice(
                    "imagePullPolicy",
                    "options-pull",
                    List.of("", "Always", "IfNotPresent", "Never"),
                    say("options.unset"))),
            labelled("resources", amounts));
    for (String block : OptionsModel.BLOCKS) {
      Region area = fields.block(block, "options-" + block);
      body.getChildren().add(labelled(block, area));
    }
    return body;
  }

  OptionsModel.Reading read() {
    return OptionsModel.read(fields.base(), fields.typed());
  }

  /// Fills fields in as proposed; nothing is sent.
  void type(Map<String, String> texts) {
    fields.type(texts);
  }

  void problems(Map<String, String> messages) {
    fields.problems(messages);
  }

  /// Forgets what was typed.
  void reset() {
    fields.reset();
  }

  Region view() {
    return card;
  }
}
