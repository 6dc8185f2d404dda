package dev.raydeck.desktop.autoscaler;

import dev.raydeck.cluster.session.ChangeOutcome;
import dev.raydeck.cluster.session.ChangePreview;
import dev.raydeck.cluster.session.FieldProblem;
import dev.raydeck.cluster.session.OptionsChange;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What will be sent: the diff, what the dry run said, and the button that sends it. The dry run is
/// asked when typing rests.
final class ChangePane {
  private static final Duration REST = Duration.millis(350);

  private final Deck deck;
  private final Runnable discard;
  private final Consumer<Map<String, String>> problems;
  private final VBox lines = new VBox();
  private final HBox verdict = new HBox(8);
  private final Button send;
  private final Button drop;
  private final PauseTransition rest = new PauseTransition(REST);
  private @Nullable OptionsChange wanted;
  private @Nullable ChangePreview preview;
  private int changes;
  private boolean isAnew;

  ChangePane(Deck deck, VBox card, Runnable discard, Consumer<Map<String, String>> problems) {
    this.deck = deck;
    this.discard = discard;
    this.problems = problems;
    HBox head = new HBox(Parts.label(deck.words().plain("change.title"), "strong"));
    head.getStyleClass().add("card-head");
    lines.setStyle("-fx-padding: 8 0 8 0; -fx-background-color: -rd-bg1;");
    lines.setMinHeight(180);
    lines.setAccessibleText(deck.words().plain("change.title"));
    VBox.setVgrow(lines, Priority.ALWAYS);
    send = Parts.act("", "", this::send, "primary");
    send.setId("options-send");
    drop = Parts.act(deck.words().plain("change.discard"), "", discard);
    verdict.setMinHeight(20);
    VBox foot = new VBox(10, verdict, Parts.row(8, send, drop));
    foot.setStyle("-fx-padding: 12 16 14 16;");
    foot.getStyleClass().add("divided");
    lines.getStyleClass().add("divided");
    card.getChildren().setAll(head, lines, foot);
    rest.setOnFinished(event -> ask());
    none(Map.of());
  }

  /// Nothing to send: no change, or wrong fields.
  void none(Map<String, String> wrong) {
    wanted = null;
    preview = null;
    rest.stop();
    changes = 0;
    lines
        .getChildren()
        .setAll(note(deck.words().plain(wrong.isEmpty() ? "change.none" : "change.wrong")));
    verdict.getChildren().clear();
    buttons();
  }

  void want(OptionsChange change, int count) {
    if (change.equals(wanted)) {
      return;
    }
    if (wanted == null) {
      lines.getChildren().clear();
    }
    wanted = change;
    changes = count;
    preview = null;
    say("mdi2t-timer-sand", "ink-t3", deck.words().plain("change.asking"));
    buttons();
    rest.playFromStart();
  }

  private Node note(String text) {
    Label label = Parts.prose(text, "t2");
    label.setStyle("-fx-padding: 6 16 6 16;");
    return label;
  }

  private void buttons() {
    send.setText(deck.words().plain("change.send", changes));
    disable(send, preview == null || !preview.isSendable());
    disable(drop, wanted == null);
  }

  /// The keyboard does not wander off to what stands further down, and the page with it.
  private void disable(Button button, boolean isDisabled) {
    if (isDisabled && button.isFocused()) {
      lines.requestFocus();
    }
    button.setDisable(isDisabled);
  }

  private void say(String icon, String ink, String text) {
    Label label = Parts.prose(text, "small");
    HBox.setHgrow(label, Priority.ALWAYS);
    verdict.getChildren().setAll(Icons.of(icon, ink), label);
  }

  private void ask() {
    OptionsChange asked = wanted;
    if (asked == null) {
      return;
    }
    FxFrames.answer(
        deck.connection().preview(asked),
        (answer, error) -> {
          if (asked.equals(wanted)) {
            answered(answer, error);
          }
        });
  }

  private void answered(@Nullable ChangePreview answer, @Nullable Throwable error) {
    if (answer == null) {
      say(
          "mdi2a-alert-octagon-outline",
          "ink-failed",
          String.valueOf(error == null ? "" : error.getMessage()));
      return;
    }
    preview = answer;
    problems.accept(words(answer.problems()));
    lines
        .getChildren()
        .setAll(Diff.of(answer.before(), answer.after()).stream().map(this::line).toList());
    switch (answer.dryRun()) {
      case ACCEPTED ->
          say(
              "mdi2c-check-circle-outline",
              "ink-pass",
              deck.words().plain(isAnew ? "change.acceptedAnew" : "change.accepted", changes));
      case REFUSED ->
          say(
              "mdi2a-alert-octagon-outline",
              "ink-failed",
              deck.words().plain("change.refused", answer.answer()));
      case UNANSWERED ->
          say(
              "mdi2c-cloud-alert",
              "ink-pending",
              deck.words().plain("change.unanswered", answer.answer()));
      case NOT_ASKED ->
          say(
              "mdi2m-minus",
              "ink-t3",
              deck.words().plain(answer.problems().isEmpty() ? "change.notAsked" : "change.wrong"));
    }
    isAnew = false;
    buttons();
  }

  private Map<String, String> words(List<FieldProblem> found) {
    Map<String, String> messages = new LinkedHashMap<>();
    found.forEach(problem -> messages.put(problem.field(), word(problem)));
    return messages;
  }

  private String word(FieldProblem problem) {
    return switch (problem.kind()) {
      case OUT_OF_RANGE -> deck.words().plain("options.wrong.range");
      case MIN_ABOVE_MAX -> deck.words().plain("options.wrong.minAboveMax");
      case UNKNOWN_WORD -> deck.words().plain("options.wrong.word", problem.found());
      case NO_SUCH_GROUP -> deck.words().plain("options.wrong.group");
      case WRONG_SHAPE -> deck.words().plain("options.wrong.shape");
      case NOT_AN_AMOUNT -> deck.words().plain("options.wrong.amount", problem.found());
      case NEEDS_V2 -> deck.words().plain("options.wrong.needsV2");
      case NOT_WHILE_AUTOSCALING -> deck.words().plain("options.wrong.suspend");
      case CHANGED_MEANWHILE -> deck.words().plain("options.wrong.meanwhile", problem.found());
    };
  }

  private Node line(Diff.Line line) {
    String sign =
        switch (line.sign()) {
          case KEPT -> " ";
          case REMOVED -> "−";
          case ADDED -> "+";
        };
    HBox row = new HBox(Parts.label(sign, "mono"), Parts.label(line.text(), "mono"));
    row.getStyleClass().add("diff-line");
    switch (line.sign()) {
      case KEPT -> {}
      case REMOVED -> row.getStyleClass().add("removed");
      case ADDED -> row.getStyleClass().add("added");
    }
    return row;
  }

  private void send() {
    ChangePreview sent = preview;
    if (sent == null) {
      return;
    }
    disable(send, true);
    FxFrames.answer(deck.connection().send(sent), this::sent);
  }

  private void sent(@Nullable ChangeOutcome outcome, @Nullable Throwable error) {
    if (outcome == null) {
      say(
          "mdi2a-alert-octagon-outline",
          "ink-failed",
          String.valueOf(error == null ? "" : error.getMessage()));
      return;
    }
    switch (outcome.status()) {
      case SENT -> {
        deck.desk()
            .toast(
                deck.words().plain("change.sent", changes),
                deck.words().sentence("change.sentMore"));
        deck.connection().lookAgain();
        discard.run();
      }
      case CONFLICT -> {
        say("mdi2a-alert-outline", "ink-pending", deck.words().plain("change.conflict"));
        preview = null;
        isAnew = true;
        buttons();
        ask();
      }
      case REFUSED, FAILED -> {
        say(
            "mdi2a-alert-octagon-outline",
            "ink-failed",
            deck.words().plain("change.refused", outcome.answer()));
        send.setDisable(false);
      }
    }
  }
}
