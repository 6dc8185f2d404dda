package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.LaunchOutcome;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayPod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The launch dialog: left what is asked, right what the autoscaler would do with it, before
/// anything is sent.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class LaunchDialog {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final int NAMED = 4;
  private static final String DETACHED = "detached";

  @FXML private Label where;
  @FXML private Button close;
  @FXML private TextField name;
  @FXML private Label nameProblem;
  @FXML private Label names;
  @FXML private TextField count;
  @FXML private Label countProblem;
  @FXML private TextField namespace;
  @FXML private Label namespaceProblem;
  @FXML private TextField cpus;
  @FXML private Label cpusProblem;
  @FXML private TextField gpus;
  @FXML private Label gpusProblem;
  @FXML private TextField memory;
  @FXML private Label memoryProblem;
  @FXML private TextField custom;
  @FXML private Label customProblem;
  @FXML private TextField labels;
  @FXML private Label labelsProblem;
  @FXML private CheckBox detached;
  @FXML private Label script;
  @FXML private Button copy;
  @FXML private Label source;
  @FXML private VBox steps;
  @FXML private Label said;
  @FXML private Button cancel;
  @FXML private Button send;

  private final Deck deck;
  private final ClusterFacts facts;
  private final Parent root;
  private final Map<String, TextField> fields = new LinkedHashMap<>();
  private final Map<String, Label> problems = new LinkedHashMap<>();
  private final LaunchSteps told;
  private @Nullable LaunchRequest request;

  public LaunchDialog(Deck deck, ClusterFacts facts) {
    this.deck = deck;
    this.facts = facts;
    this.told = new LaunchSteps(deck, facts);
    this.root = Layouts.load(this, deck.words().bundle());
    field("name", name, nameProblem);
    field("count", count, countProblem);
    field("namespace", namespace, namespaceProblem);
    field("cpus", cpus, cpusProblem);
    field("gpus", gpus, gpusProblem);
    field("memory", memory, memoryProblem);
    field("resources", custom, customProblem);
    field("labels", labels, labelsProblem);
    detached.selectedProperty().addListener((chosen, was, is) -> read());
    where.setText(deck.connection().target().context());
    close.setGraphic(Icons.of("mdi2c-close"));
    close.setOnAction(event -> deck.desk().closeDialog());
    cancel.setOnAction(event -> deck.desk().closeDialog());
    send.setOnAction(event -> send());
    copy.setOnAction(event -> copy());
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            send.fire();
            event.consume();
          }
        });
    Duration age = Objects.requireNonNullElse(facts.age(deck.now()), Duration.ZERO);
    source.setText(deck.words().plain("launch.source", deck.figures().age(age)));
    read();
  }

  private void field(String key, TextField field, Label problem) {
    fields.put(key, field);
    problems.put(key, problem);
    field.textProperty().addListener((text, was, is) -> read());
  }

  public Parent root() {
    return root;
  }

  public void focus() {
    root.applyCss(); // what scrolls is in no scene before
    name.requestFocus();
    name.selectAll();
  }

  /// What is typed, by field.
  public Map<String, String> typed() {
    Map<String, String> typed = new LinkedHashMap<>();
    fields.forEach((key, field) -> typed.put(key, text(field)));
    typed.put(DETACHED, Boolean.toString(detached.isSelected()));
    return typed;
  }

  public void type(Map<String, String> texts) {
    texts.forEach((key, text) -> {
      if (key.equals(DETACHED)) {
        detached.setSelected(Boolean.parseBoolean(text));
      } else {
        Objects.requireNonNull(fields.get(key)).setText(text);
      }
    });
  }

  private void read() {
    LaunchModel.Reading reading =
        LaunchModel.read(
            new LaunchModel.Form(
                text(name),
                text(namespace),
                text(count),
                text(cpus),
                text(gpus),
                text(memory),
                text(custom),
                text(labels),
                detached.isSelected()),
            this::isTaken);
    fields.forEach((key, field) -> problem(key, field, reading.problems().get(key)));
    request = reading.request().orElse(null);
    said.setText(deck.words().plain(detached.isSelected() ? "launch.stay" : "launch.stayDriver"));
    said.getStyleClass().remove("field-problem");
    send.setDisable(request == null);
    copy.setDisable(request == null || facts.head().isEmpty());
    if (request == null) {
      send.setText(deck.words().plain("launch.send", 0));
      steps.getChildren().setAll(Parts.prose(deck.words().plain("launch.fix"), "t2"));
      return;
    }
    send.setText(deck.words().plain("launch.send", request.count()));
    names.setText(nameList(request));
    script.setText(scriptText(request));
    preview(request);
  }

  private boolean isTaken(String actor) {
    ClusterSnapshot snapshot = facts.snapshot();
    return snapshot != null
        && snapshot.ray() != null
        && snapshot.ray().actors().stream()
            .anyMatch(one ->
                one.state() != RayActor.State.DEAD
                    && one.name().equals(actor)
                    && one.namespace().equals(text(namespace).strip()));
  }

  private static String text(TextField field) {
    return Objects.requireNonNullElse(field.getText(), "");
  }

  private void problem(String key, TextField field, @Nullable String messageKey) {
    Label label = Objects.requireNonNull(problems.get(key));
    label.setText(messageKey == null ? "" : deck.words().plain(messageKey));
    label.setVisible(messageKey != null);
    label.setManaged(messageKey != null);
    field.pseudoClassStateChanged(WRONG, messageKey != null);
    field.setAccessibleHelp(label.getText());
  }

  private static String nameList(LaunchRequest request) {
    List<String> all = request.names();
    String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? first + ", … " + all.getLast() : first;
  }

  private String scriptText(LaunchRequest asked) {
    String python = LaunchScript.python(asked);
    String alike =
        asked.count() == 1 ? "" : "\n" + deck.words().plain("launch.alike", nameList(asked));
    return python + alike + (asked.isDetached() ? "" : "\n" + deck.words().plain("launch.stays"));
  }

  private void copy() {
    LaunchRequest asked = request;
    RayPod head = facts.head().map(NodeFacts::pod).orElse(null);
    if (asked != null && head != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(
          LaunchScript.kubectl(
              deck.connection().target(), head.name(), head.rayContainer(), asked));
      Clipboard.getSystemClipboard().setContent(content);
      said.setText(deck.words().plain("launch.copied"));
    }
  }

  private void preview(LaunchRequest asked) {
    ClusterSnapshot snapshot = facts.snapshot();
    if (snapshot == null) {
      steps.getChildren().setAll(Parts.prose(deck.words().plain("launch.noFacts"), "t2"));
      return;
    }
    steps.getChildren().setAll(told.of(LaunchPreview.of(snapshot, asked)));
  }

  private void send() {
    LaunchRequest asked = request;
    if (asked == null) {
      return;
    }
    send.setDisable(true);
    said.setText(deck.words().plain("launch.sending", asked.count()));
    FxFrames.answer(deck.connection().launch(asked), this::answered);
  }

  private void answered(@Nullable LaunchOutcome outcome, @Nullable Throwable error) {
    send.setDisable(false);
    if (outcome == null) {
      say(String.valueOf(error == null ? "" : error.getMessage()));
    } else if (outcome.trouble() != null) {
      say(outcome.trouble());
    } else if (!outcome.failed().isEmpty()) {
      Map.Entry<String, String> first = outcome.failed().entrySet().iterator().next();
      say(deck.words().plain("launch.refused", first.getKey(), first.getValue()));
    } else {
      deck.desk().closeDialog();
      deck.connection().lookAgain();
      deck.desk()
          .toast(
              deck.words().plain("launch.done", outcome.launched().size()),
              outcome.driverPid() == null
                  ? deck.words().sentence("launch.doneMore")
                  : deck.words().sentence("launch.doneDriver", outcome.driverPid().toString()));
    }
  }

  private void say(String trouble) {
    said.setText(trouble);
    said.getStyleClass().add("field-problem");
  }
}
