package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.KillOutcome;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.RayActor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks before actors are killed, and says what follows.
public final class KillDialog {
  private static final int NAMED = 5;

  private final Deck deck;
  private final ClusterFacts facts;
  private final List<RayActor> actors;
  private final VBox root = new VBox();
  private final Label said = Parts.prose("", "field-problem");
  private final Button kill;
  private final Button cancel;

  public KillDialog(Deck deck, ClusterFacts facts, List<String> ids) {
    this.deck = deck;
    this.facts = facts;
    actors = facts.actors().stream().filter(actor -> ids.contains(actor.actorId())).toList();
    String title =
        actors.size() == 1
            ? deck.words().say("kill.one", Mark.name(actors.getFirst().label()))
            : deck.words().say("kill.many", actors.size());
    kill =
        Parts.act(
            actors.size() == 1
                ? deck.words().plain("kill.do", actors.getFirst().label())
                : deck.words().plain("kill.doMany", actors.size()),
            "mdi2s-skull-outline",
            this::send,
            "harm");
    kill.setId("kill-send");
    cancel = Parts.act(deck.words().plain("cancel"), "", deck.desk()::closeDialog);
    VBox body = new VBox(SentenceView.of(consequence(), "quiet"), said);
    if (actors.size() > 1) {
      body.getChildren().addFirst(Parts.prose(names(), "mono"));
    }
    actors.stream()
        .filter(RayActor::isSystem)
        .findFirst()
        .ifPresent(system ->
            body.getChildren()
                .add(
                    Parts.prose(
                        deck.words().plain("kill.system", system.label()), "small", "ink-hold")));
    body.getStyleClass().add("dialog-body");
    HBox head = new HBox(SentenceView.of(Sentence.of(title), "panel-title"));
    head.getStyleClass().add("dialog-head");
    HBox foot = new HBox(Parts.gap(), cancel, kill);
    foot.getStyleClass().add("dialog-foot");
    said.setVisible(false);
    said.setManaged(false);
    root.getChildren().setAll(head, body, foot);
    root.getStyleClass().add("dialog-card");
    root.setPrefWidth(460);
    root.setId("kill-dialog");
  }

  private String names() {
    String first =
        actors.stream().limit(NAMED).map(RayActor::label).collect(Collectors.joining(", "));
    return actors.size() > NAMED ? first + ", …" : first;
  }

  private Sentence consequence() {
    Optional<NodeFacts> node =
        actors.size() == 1 ? facts.nodeOf(actors.getFirst()) : Optional.empty();
    if (node.isPresent() && node.get().idleTimeout() != null && node.get().actors().size() == 1) {
      return deck.words()
          .sentence(
              "kill.follows",
              Mark.name(node.get().end()),
              deck.figures().idle(node.get().idleTimeout()));
    }
    return deck.words().sentence("kill.followsMany");
  }

  public Parent root() {
    return root;
  }

  /// The keyboard starts at the button that does no harm.
  public void focus() {
    cancel.requestFocus();
  }

  private void send() {
    kill.setDisable(true);
    FxFrames.answer(
        deck.connection().kill(actors.stream().map(RayActor::actorId).toList()), this::answered);
  }

  private void answered(@Nullable KillOutcome outcome, @Nullable Throwable error) {
    kill.setDisable(false);
    if (outcome == null) {
      say(String.valueOf(error == null ? "" : error.getMessage()));
    } else if (outcome.trouble() != null) {
      say(outcome.trouble());
    } else if (!outcome.failed().isEmpty()) {
      say(String.join("; ", outcome.failed().values()));
    } else {
      deck.desk().closeDialog();
      deck.connection().lookAgain();
      deck.desk()
          .toast(
              actors.size() == 1
                  ? deck.words().plain("kill.done", actors.getFirst().label())
                  : deck.words().plain("kill.doneMany", actors.size()),
              consequence());
    }
  }

  private void say(String trouble) {
    said.setText(trouble);
    said.setVisible(true);
    said.setManaged(true);
  }
}
